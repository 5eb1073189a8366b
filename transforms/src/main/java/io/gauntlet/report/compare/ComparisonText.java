package io.gauntlet.report.compare;

import io.gauntlet.report.ConsoleReport;
import io.gauntlet.score.compare.AttackRanking;
import io.gauntlet.score.compare.VictimComparison;

/** A comparison of victims as plain text. */
public final class ComparisonText {
  private ComparisonText() {}

  /**
   * Writes what follows, how to read it, and two tables for each attack; lines end in {@code \n}.
   */
  public static String render(VictimComparison comparison) {
    StringBuilder out = new StringBuilder();
    out.append(ComparisonWords.headline(comparison)).append('\n');
    ComparisonWords.notes(comparison).forEach(note -> out.append("  ").append(note).append('\n'));
    out.append('\n');
    for (AttackRanking attack : comparison.attacks()) {
      out.append(ConsoleReport.render(ComparisonTables.ranking(comparison, attack)));
      out.append(ConsoleReport.render(ComparisonTables.differences(attack)));
    }
    return out.toString();
  }
}
