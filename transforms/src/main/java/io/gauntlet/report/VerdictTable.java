package io.gauntlet.report;

import static io.gauntlet.report.table.ReportTable.figures;
import static io.gauntlet.report.table.ReportTable.names;
import static io.gauntlet.report.table.ReportTable.shaded;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.table.Figures;
import io.gauntlet.report.table.ReportTable;
import io.gauntlet.report.table.TableCell;
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
            + Figures.share(1 - verdict.passLevel())
            + "), and fails when the drop is at least the margin and beyond chance (p after Holm's"
            + " correction below "
            + Figures.share(verdict.failLevel())
            + "). A candidate that is no worse fails with at most "
            + Figures.share(verdict.failLevel())
            + "; one that loses a margin passes with at most "
            + Figures.share(verdict.passLevel())
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

  private static List<TableCell> row(PrimaryResult primary) {
    return List.of(
        TableCell.of(primary.key().victim()),
        TableCell.of(attack(primary.key())),
        TableCell.of(slice(primary.slice())),
        TableCell.of(primary.metric().label()),
        TableCell.of(studies(primary)),
        figure(primary.reference()),
        figure(primary.candidate()),
        drop(primary),
        TableCell.of(Figures.points(primary.bound())),
        TableCell.of(Figures.oneDecimal(100 * primary.margin())),
        TableCell.of(Figures.p(primary.correctedP())),
        TableCell.of(status(primary.status())));
  }

  private static TableCell drop(PrimaryResult primary) {
    TableCell drop = TableCell.points(primary.drop());
    String moves = retraining(primary);
    return moves.isEmpty() ? drop : drop.andNote(moves);
  }

  /** How far apart the reference's own seeds are; empty where it has one. */
  static String retraining(PrimaryResult primary) {
    return Double.isNaN(primary.referenceSpread())
        ? ""
        : "retraining alone moves this by ± %s"
            .formatted(Figures.oneDecimal(100 * primary.referenceSpread()));
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

  private static List<TableCell> row(CellVerdict cell) {
    return List.of(
        TableCell.of(cell.key().victim()),
        TableCell.of(attack(cell.key())),
        TableCell.of(slice(cell.slice())),
        TableCell.of(cell.metric().label()),
        TableCell.of(Long.toString(cell.studies())),
        figure(cell.reference()),
        figure(cell.candidate()),
        TableCell.points(cell.drop()),
        TableCell.of(Figures.p(cell.correctedP())));
  }

  private static String attack(CellKey key) {
    return PaperGrid.label(key.attack()) + key.madeAgainst();
  }

  private static String slice(@Nullable String slice) {
    return slice == null ? "all" : slice;
  }

  private static TableCell figure(double value) {
    return new TableCell(Figures.percent(value), "", value);
  }
}
