package io.gauntlet.report.coverage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Iterables;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import java.util.stream.Collectors;

/**
 * What of MITRE ATLAS, NIST AI 100-2 and Article 15 of the EU AI Act a run has tried, each with the
 * cells that did; what was not tried has no row. It says what was measured, and neither that it
 * went well nor that a law is kept.
 */
public final class Coverage {
  private final ImmutableListMultimap<Topic, ScorecardCell> rows;
  private final ImmutableList<ScorecardCell> unknown;

  private Coverage(
      ImmutableListMultimap<Topic, ScorecardCell> rows, ImmutableList<ScorecardCell> unknown) {
    this.rows = rows;
    this.unknown = unknown;
  }

  /** By the values of each cell's attack. */
  public static Coverage of(Scorecard scorecard) {
    ImmutableListMultimap.Builder<Topic, ScorecardCell> rows = ImmutableListMultimap.builder();
    ImmutableList.Builder<ScorecardCell> unknown = ImmutableList.builder();
    for (ScorecardCell cell : Iterables.concat(scorecard.cells(), scorecard.transfer())) {
      boolean isTold = false;
      for (Topic topic : Topic.values()) {
        if (topic.isTriedBy(cell)) {
          rows.put(topic, cell);
          isTold = true;
        }
      }
      if (!isTold) {
        unknown.add(cell);
      }
    }
    return new Coverage(rows.build(), unknown.build());
  }

  /** A table in Markdown. */
  public String toMarkdown() {
    StringBuilder out = new StringBuilder("# What was tried\n\n");
    out.append(
        "Each row is what the cells beside it measured, by what their attacks know of the victim."
            + " What was not tried has no row. The table says neither that the figures are good nor"
            + " that a law is kept; the figures are in scorecard.json.\n\n");
    out.append("| from | topic | cells |\n| --- | --- | --- |\n");
    for (Topic topic : Topic.values()) {
      if (rows.containsKey(topic)) {
        out.append(
            "| %s | %s | %s |\n".formatted(topic.source(), topic.title(), cells(rows.get(topic))));
      }
    }
    if (!unknown.isEmpty()) {
      out.append("\nIn no row, for their outcomes do not say what the attack knows: ")
          .append(cells(unknown))
          .append(".\n");
    }
    return out.toString();
  }

  private static String cells(ImmutableList<ScorecardCell> cells) {
    return cells.stream()
        .map(cell -> "`" + verbatim(cell.key().toString()) + "`")
        .collect(Collectors.joining("<br>"));
  }

  /** Names come from outside: no end of the code, of the cell or of the line is in one. */
  private static String verbatim(String name) {
    return name.replaceAll("[`\\p{Cntrl}\u2028\u2029]", "\uFFFD").replace("|", "\\|");
  }
}
