package io.gauntlet.report;

import static io.gauntlet.report.ReportTable.figures;
import static io.gauntlet.report.ReportTable.names;
import static io.gauntlet.report.ReportTable.shaded;

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

  private static List<Cell> row(CellVerdict cell) {
    boolean fraction = cell.metric().unit() == Metric.Unit.FRACTION;
    return List.of(
        Cell.of(cell.key().victim()),
        Cell.of(
            cell.key().generator() == null
                ? cell.key().attack()
                : cell.key().attack() + " made against " + cell.key().generator()),
        Cell.of(cell.slice() == null ? "all" : cell.slice()),
        Cell.of(cell.metric().label()),
        Cell.of(Long.toString(cell.studies())),
        figure(cell.baseline(), fraction),
        figure(cell.candidate(), fraction),
        fraction ? Cell.points(cell.difference()) : Cell.number(cell.difference()),
        Cell.of(Figures.number(cell.correctedP())),
        Cell.of(cell.passed() ? "✓ pass" : "✕ fail"),
        Cell.of(cell.reason()));
  }

  private static Cell figure(double value, boolean fraction) {
    return fraction ? new Cell(Figures.percent(value), "", value) : Cell.of(Figures.number(value));
  }
}
