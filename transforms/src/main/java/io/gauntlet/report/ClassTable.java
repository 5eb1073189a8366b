package io.gauntlet.report;

import static io.gauntlet.report.table.ReportTable.figures;
import static io.gauntlet.report.table.ReportTable.names;
import static io.gauntlet.report.table.ReportTable.shaded;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.sentence.Worst;
import io.gauntlet.report.table.Figures;
import io.gauntlet.report.table.ReportTable;
import io.gauntlet.report.table.TableCell;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.classes.ClassFigures;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How each class fares, where there are more than two. */
final class ClassTable {
  /** What the studies of a class were called most often stands beside its figures. */
  private static final int CALLED = 4;

  private static final List<Metric> SHOWN =
      List.of(Metric.PRECISION, Metric.RECALL, Metric.F1, Metric.AUROC);

  private ClassTable() {}

  /** A row for each victim and class: clean, and under its worst attacks; none of two classes. */
  static ReportTable of(Scorecard scorecard) {
    List<ReportTable.Column> columns = new ArrayList<>();
    columns.add(names("Victim"));
    columns.add(names("Attack"));
    columns.add(names("Class"));
    columns.add(figures("Studies"));
    SHOWN.forEach(metric -> columns.add(shaded(label(metric))));
    columns.add(names("Called"));
    List<List<TableCell>> rows =
        Worst.of(scorecard).stream()
            .flatMap(
                worst ->
                    Stream.of(Attacked.NOTHING, Attacked.IMAGE, Attacked.TEXT).map(worst::cell))
            .flatMap(cell -> cell.stream())
            .flatMap(cell -> rows(scorecard, cell))
            .toList();
    return new ReportTable(
        "By class",
        "Each class against the rest, in percent with 95% intervals: clean, and under the attack on"
            + " the images and that on the words that are worst for the victim. The last column is"
            + " what the studies of the class were called.",
        columns,
        rows);
  }

  private static String label(Metric metric) {
    return metric == Metric.RECALL ? "Recall" : metric.label();
  }

  private static Stream<List<TableCell>> rows(Scorecard scorecard, ScorecardCell cell) {
    return cell.byClass().figures().stream().map(figures -> row(scorecard, cell, figures));
  }

  private static List<TableCell> row(
      Scorecard scorecard, ScorecardCell cell, ClassFigures figures) {
    List<TableCell> row = new ArrayList<>();
    row.add(TableCell.of(cell.victim()));
    row.add(TableCell.of(PaperGrid.label(scorecard, cell.attack())));
    row.add(TableCell.of(figures.name()));
    row.add(TableCell.of(Long.toString(figures.studies())));
    for (Metric metric : SHOWN) {
      Estimate estimate = figures.estimate(metric);
      row.add(estimate.isKnown() ? TableCell.percent(estimate) : TableCell.of(Figures.MISSING));
    }
    row.add(TableCell.of(called(figures.called())));
    return row;
  }

  private static String called(Map<String, Long> called) {
    String most =
        called.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .limit(CALLED)
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    return called.size() > CALLED ? most + " …" : most;
  }
}
