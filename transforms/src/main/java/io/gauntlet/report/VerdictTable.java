package io.gauntlet.report;

import static io.gauntlet.report.ReportTable.figures;
import static io.gauntlet.report.ReportTable.names;
import static io.gauntlet.report.ReportTable.shaded;

import io.gauntlet.score.CellKey;
import io.gauntlet.score.gate.CellVerdict;
import io.gauntlet.score.gate.PrimaryResult;
import io.gauntlet.score.gate.Verdict;
import java.util.Comparator;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What was compared with the reference. */
final class VerdictTable {
  private VerdictTable() {}

  /** The comparisons that the release rests on. */
  static ReportTable primaries(Verdict verdict) {
    return new ReportTable(
        "Primary comparisons",
        "Study by study. A comparison passes when the bound of its drop is below the margin (one-sided"
            + " "
            + Figures.share(1 - verdict.alpha() / 2 / verdict.looks())
            + "), and fails when the drop is at least the margin and beyond chance (p after Holm's"
            + " correction below "
            + Figures.share(verdict.alpha() / verdict.looks())
            + "). A candidate that is no worse fails with at most "
            + Figures.share(verdict.alpha() / verdict.looks())
            + "; one that loses a margin passes with at most "
            + Figures.share(verdict.alpha() / 2 / verdict.looks())
            + "; one in between may end as any.",
        List.of(
            names("Victim"),
            names("Attack"),
            names("Slice"),
            names("Metric"),
            figures("Studies"),
            shaded("Reference"),
            shaded("Candidate"),
            figures("Drop"),
            figures("Bound"),
            figures("Margin"),
            figures("p"),
            names("Result")),
        verdict.primaries().stream().map(VerdictTable::row).toList());
  }

  private static List<Cell> row(PrimaryResult primary) {
    return List.of(
        Cell.of(primary.key().victim()),
        Cell.of(attack(primary.key())),
        Cell.of(slice(primary.slice())),
        Cell.of(primary.metric().label()),
        Cell.of(studies(primary)),
        figure(primary.reference()),
        figure(primary.candidate()),
        Cell.points(primary.drop()),
        Cell.of(Figures.points(primary.bound())),
        Cell.of(Figures.oneDecimal(100 * primary.margin())),
        Cell.of(Figures.number(primary.correctedP())),
        Cell.of(status(primary.status())));
  }

  private static String studies(PrimaryResult primary) {
    return primary.patients() == 0 || primary.patients() == primary.studies()
        ? Long.toString(primary.studies())
        : primary.studies() + " of " + primary.patients() + " patients";
  }

  static String status(PrimaryResult.Status status) {
    return switch (status) {
      case PASS -> "✓ pass";
      case FAIL -> "✕ fail";
      case INCONCLUSIVE -> "– inconclusive";
      case UNINFORMATIVE -> "– uninformative";
    };
  }

  /** The comparisons beside them, the largest drops first. */
  static ReportTable secondary(Verdict verdict) {
    return new ReportTable(
        "Compared beside the primaries",
        "Study by study; these decide nothing. Drops in percentage points with 95% intervals; p of no"
            + " drop after Holm's correction over all of them: exact McNemar for shares of studies,"
            + " all swaps of the answers for F1.",
        List.of(
            names("Victim"),
            names("Attack"),
            names("Slice"),
            names("Metric"),
            figures("Studies"),
            shaded("Reference"),
            shaded("Candidate"),
            figures("Drop"),
            figures("p")),
        verdict.cells().stream()
            .sorted(Comparator.comparingDouble(cell -> -cell.drop().value()))
            .map(VerdictTable::row)
            .toList());
  }

  private static List<Cell> row(CellVerdict cell) {
    return List.of(
        Cell.of(cell.key().victim()),
        Cell.of(attack(cell.key())),
        Cell.of(slice(cell.slice())),
        Cell.of(cell.metric().label()),
        Cell.of(Long.toString(cell.studies())),
        figure(cell.reference()),
        figure(cell.candidate()),
        Cell.points(cell.drop()),
        Cell.of(Figures.number(cell.correctedP())));
  }

  private static String attack(CellKey key) {
    return key.generator() == null ? key.attack() : key.attack() + " made against " + key.generator();
  }

  private static String slice(@Nullable String slice) {
    return slice == null ? "all" : slice;
  }

  private static Cell figure(double value) {
    return new Cell(Figures.percent(value), "", value);
  }
}
