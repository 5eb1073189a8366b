package io.gauntlet.report;

import static io.gauntlet.report.table.ReportTable.figures;
import static io.gauntlet.report.table.ReportTable.names;
import static io.gauntlet.report.table.ReportTable.shaded;

import io.gauntlet.report.table.Figures;
import io.gauntlet.report.table.ReportTable;
import io.gauntlet.report.table.TableCell;
import io.gauntlet.score.gate.CellVerdict;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.stats.Metric;
import java.util.List;

/** What was compared with the baseline, the failures first. */
final class VerdictTable {
  private VerdictTable() {}

  static ReportTable of(Verdict verdict) {
    return new ReportTable(
        "Compared with the baseline",
        "Study by study; differences in percentage points with 95% intervals, p of no drop after"
            + " Holm's correction over all comparisons, at a level of "
            + Figures.share(verdict.alpha())
            + ". A drop of up to "
            + Figures.oneDecimal(100 * verdict.tolerance())
            + " points does not matter.",
        List.of(
            names("Victim"),
            names("Attack"),
            names("Slice"),
            names("Metric"),
            figures("n"),
            shaded("Baseline"),
            shaded("Candidate"),
            figures("Difference"),
            figures("p"),
            names("Result"),
            names("Reason")),
        verdict.cells().stream()
            .sorted((one, other) -> Boolean.compare(one.passed(), other.passed()))
            .map(VerdictTable::row)
            .toList());
  }

  private static List<TableCell> row(CellVerdict cell) {
    boolean fraction = cell.metric().unit() == Metric.Unit.FRACTION;
    return List.of(
        TableCell.of(cell.key().victim()),
        TableCell.of(
            cell.key().generator() == null
                ? cell.key().attack()
                : cell.key().attack() + " made against " + cell.key().generator()),
        TableCell.of(cell.slice() == null ? "all" : cell.slice()),
        TableCell.of(cell.metric().label()),
        TableCell.of(Long.toString(cell.studies())),
        figure(cell.baseline(), fraction),
        figure(cell.candidate(), fraction),
        fraction ? TableCell.points(cell.difference()) : TableCell.number(cell.difference()),
        TableCell.of(Figures.number(cell.correctedP())),
        TableCell.of(cell.passed() ? "✓ pass" : "✕ fail"),
        TableCell.of(cell.reason()));
  }

  private static TableCell figure(double value, boolean fraction) {
    return fraction
        ? new TableCell(Figures.percent(value), "", value)
        : TableCell.of(Figures.number(value));
  }
}
