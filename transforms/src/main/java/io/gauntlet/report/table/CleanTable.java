package io.gauntlet.report.table;

import static io.gauntlet.report.table.ReportTable.figures;
import static io.gauntlet.report.table.ReportTable.names;

import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.classes.ByClass;
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

  private static final List<Metric> OF_MORE_CLASSES =
      List.of(Metric.ACCURACY, Metric.BALANCED_ACCURACY, Metric.MACRO_F1, Metric.AUROC);

  private CleanTable() {}

  /** The table. */
  public static ReportTable of(Scorecard scorecard) {
    List<ScorecardCell> clean =
        scorecard.cells().stream().filter(cell -> cell.scoredAttack().isNone()).toList();
    List<ReportTable.Column> columns = new ArrayList<>();
    columns.add(names("Victim"));
    columns.add(figures("Studies"));
    ByClass classes = scorecard.classes();
    shown(classes).stream().map(ReportTable.Column::of).forEach(columns::add);
    if (classes.isOfTwo()) {
      columns.add(figures("Decides at"));
    }
    return new ReportTable(
        "Without attack",
        "In percent of the studies, with 95% intervals"
            + (classes.isOfTwo() ? ofTwo(classes, clean) : ofMore(classes, clean)),
        columns,
        clean.stream().map(cell -> row(scorecard, cell)).toList());
  }

  private static List<Metric> shown(ByClass classes) {
    return classes.isOfTwo() ? SHOWN : OF_MORE_CLASSES;
  }

  private static String ofTwo(ByClass classes, List<ScorecardCell> clean) {
    return "; %1$s is the positive class.%2$s A victim decides for %1$s where its probability is above the last column."
        .formatted(classes.positive(), constant(classes, clean));
  }

  private static String ofMore(ByClass classes, List<ScorecardCell> clean) {
    return "; of %s classes, each of which counts as much in all but the accuracy.%s"
        .formatted(
            classes.names().size(),
            clean.stream()
                .findFirst()
                .map(
                    cell ->
                        " An answer that never changes has an accuracy of up to %s."
                            .formatted(Figures.share(cell.constantAccuracy())))
                .orElse(""));
  }

  private static List<TableCell> row(Scorecard scorecard, ScorecardCell cell) {
    List<TableCell> row = new ArrayList<>();
    row.add(TableCell.of(cell.victim()));
    row.add(TableCell.of(Long.toString(scorecard.studies(cell))));
    shown(scorecard.classes()).forEach(metric -> row.add(TableCell.of(cell, metric)));
    if (scorecard.classes().isOfTwo()) {
      row.add(
          cell.calibration().hasThreshold()
              ? TableCell.of(Figures.number(cell.calibration().threshold()))
              : TableCell.MISSING);
    }
    return row;
  }

  /** What an answer that never changes would score, where it is the same for all victims. */
  private static String constant(ByClass classes, List<ScorecardCell> clean) {
    Optional<ScorecardCell> first = clean.stream().findFirst();
    boolean alike =
        clean.stream()
                .map(cell -> cell.prevalence())
                .distinct()
                .filter(prevalence -> !Double.isNaN(prevalence))
                .count()
            == 1;
    return first
        .filter(cell -> alike)
        .map(
            cell ->
                " %1$s of the studies are %2$s: an answer that never changes has an accuracy of up to %3$s, and, where it is %2$s, an F1 of %4$s."
                    .formatted(
                        Figures.share(cell.prevalence()),
                        classes.positive(),
                        Figures.share(cell.constantAccuracy()),
                        Figures.share(cell.constantF1())))
        .orElse("");
  }
}
