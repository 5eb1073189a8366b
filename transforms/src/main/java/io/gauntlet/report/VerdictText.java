package io.gauntlet.report;

import io.gauntlet.score.gate.CellVerdict;
import io.gauntlet.score.gate.Verdict;
import java.util.Locale;

/** A verdict as plain text: what was decided, why, and how many comparisons stand behind it. */
public final class VerdictText {
  private VerdictText() {}

  /** Writes the verdict, lines ending in {@code \n}. */
  public static String render(Verdict verdict) {
    StringBuilder out = new StringBuilder(verdict.status() + "\n");
    verdict.reasons().forEach(reason -> out.append("  ").append(reason).append('\n'));
    long failed = verdict.cells().stream().filter(cell -> !cell.passed()).count();
    out.append(
        String.format(
            Locale.ROOT,
            "%d comparisons, %d failed (alpha %s, tolerance %s)\n",
            verdict.cells().size(),
            failed,
            verdict.alpha(),
            verdict.tolerance()));
    verdict.cells().stream()
        .filter(CellVerdict::passed)
        .filter(cell -> cell.reason().endsWith("within chance"))
        .forEach(cell -> out.append("  look at: ").append(cell.reason()).append('\n'));
    return out.toString();
  }
}
