package io.gauntlet.report.table;

import static io.gauntlet.report.table.ReportTable.figures;
import static io.gauntlet.report.table.ReportTable.names;

import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.stats.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every victim without attack: how it decides, how it ranks, and what its probabilities are worth.
 */
public final class CleanTable {
  private static final List<Metric> SHOWN =
      List.of(
          Metric.ACCURACY,
          Metric.RECALL,
          Metric.SPECIFICITY,
          Metric.BALANCED_ACCURACY,
          Metric.F1,
          Metric.AUROC,
          Metric.SENSITIVITY_AT_90_SPECIFICITY,
          Metric.BRIER_SCORE);

  private CleanTable() {}

  /** The table. */
  public static ReportTable of(Scorecard scorecard) {
    List<ScorecardCell> clean =
        scorecard.cells().stream().filter(cell -> cell.scoredAttack().isNone()).toList();
    List<ReportTable.Column> columns = new ArrayList<>();
    columns.add(names("Victim"));
    columns.add(figures("Studies"));
    SHOWN.stream().map(ReportTable.Column::of).forEach(columns::add);
    columns.add(figures("Decides at"));
    return new ReportTable(
        "Without attack",
        "In percent of the studies, with 95% intervals; abnormal is the positive class."
            + constant(clean)
            + " A victim decides for abnormal where its probability is above the last column.",
        columns,
        clean.stream().map(cell -> row(scorecard, cell)).toList());
  }

  private static List<TableCell> row(Scorecard scorecard, ScorecardCell cell) {
    List<TableCell> row = new ArrayList<>();
    row.add(TableCell.of(cell.victim()));
    row.add(TableCell.of(Long.toString(scorecard.studies(cell))));
    SHOWN.forEach(metric -> row.add(TableCell.of(cell, metric)));
    row.add(
        cell.calibration().isKnown()
            ? TableCell.of(Figures.number(cell.calibration().threshold()))
            : TableCell.MISSING);
    return row;
  }

  /** What an answer that never changes would score, where it is the same for all victims. */
  private static String constant(List<ScorecardCell> clean) {
    Optional<ScorecardCell> first = clean.stream().findFirst();
    boolean alike =
        clean.stream()
                .map(cell -> cell.confusion().prevalence())
                .distinct()
                .filter(prevalence -> !Double.isNaN(prevalence))
                .count()
            == 1;
    return first
        .filter(cell -> alike)
        .map(
            cell ->
                " %s of the studies are abnormal: an answer that never changes has an accuracy of up to %s, and, where it is abnormal, an F1 of %s."
                    .formatted(
                        Figures.share(cell.confusion().prevalence()),
                        Figures.share(cell.confusion().constantAccuracy()),
                        Figures.share(cell.confusion().constantF1())))
        .orElse("");
  }
}
