package io.gauntlet.report;

import static io.gauntlet.report.table.ReportTable.figures;
import static io.gauntlet.report.table.ReportTable.names;
import static io.gauntlet.report.table.ReportTable.shaded;

import com.google.common.base.Ascii;
import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.sentence.WarningWords;
import io.gauntlet.report.table.Figures;
import io.gauntlet.report.table.ReportTable;
import io.gauntlet.report.table.ReportTable.Column;
import io.gauntlet.report.table.TableCell;
import io.gauntlet.score.Absence;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.TransferMatrix;
import io.gauntlet.score.classes.ByClass;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.score.stats.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the paper has no table for: all cells, spreads, curves, transfer and warnings. */
final class ScorecardTables {
  private ScorecardTables() {}

  /** Everything that is known of every cell. */
  static ReportTable allCells(Scorecard scorecard) {
    List<Column> columns = new ArrayList<>();
    columns.add(names("Victim"));
    columns.add(names("Attack"));
    columns.add(names("Generator"));
    columns.add(names("Label after it"));
    columns.add(figures("Studies"));
    ByClass classes = scorecard.classes();
    if (classes.isOfTwo()) {
      columns.add(figures(capitalised(classes.positive())));
    }
    columns.add(figures("Accuracy of a constant answer"));
    if (classes.isOfTwo()) {
      columns.add(figures("F1 of always " + classes.positive()));
    }
    metrics(classes).map(Column::of).forEach(columns::add);
    return new ReportTable(
        "All cells",
        "Fractions in percent, with 95% intervals. Attack success is the share of the studies right"
            + " before the attack that it broke; queries are the times that the victim was asked. Under"
            + " an attack's name stands how commands write it."
            + " Where the label may change, a decision that follows the change counts as wrong.",
        columns,
        Stream.concat(scorecard.cells().stream(), scorecard.transfer().stream())
            .map(cell -> everything(scorecard, cell))
            .toList());
  }

  /** As commands take it; empty where that is how people call it. */
  private static String asWritten(ScorecardCell cell) {
    return cell.attack().equals(PaperGrid.label(cell.scoredAttack())) ? "" : cell.attack();
  }

  private static String capitalised(String name) {
    return Ascii.toUpperCase(name.substring(0, 1)) + name.substring(1);
  }

  private static Stream<Metric> metrics(ByClass classes) {
    return Arrays.stream(Metric.values())
        .filter(metric -> classes.isOfTwo() || !ByClass.isOfTwo(metric));
  }

  private static List<TableCell> everything(Scorecard scorecard, ScorecardCell cell) {
    List<TableCell> cells = new ArrayList<>();
    cells.add(TableCell.of(cell.victim()));
    cells.add(TableCell.of(PaperGrid.label(cell.scoredAttack()), asWritten(cell)));
    cells.add(cell.generator() == null ? TableCell.MISSING : TableCell.of(cell.generator()));
    cells.add(TableCell.of(cell.scoredAttack().truth().label()));
    cells.add(TableCell.of(Long.toString(scorecard.studies(cell))));
    boolean isOfTwo = scorecard.classes().isOfTwo();
    if (isOfTwo) {
      cells.add(TableCell.of(Figures.percent(cell.prevalence())));
    }
    cells.add(TableCell.of(Figures.percent(cell.constantAccuracy())));
    if (isOfTwo) {
      cells.add(TableCell.of(Figures.percent(cell.constantF1())));
    }
    metrics(scorecard.classes()).forEach(metric -> cells.add(TableCell.of(cell, metric)));
    return cells;
  }

  /** How replicas of a victim differ; without rows where there is one of each. */
  static ReportTable spread(Scorecard scorecard) {
    List<List<TableCell>> rows = new ArrayList<>();
    for (ScorecardCell cell : scorecard.cells()) {
      Spread accuracy = cell.spread().get(Metric.ACCURACY);
      Metric f1OfClasses = f1(scorecard);
      Spread f1 = cell.spread().get(f1OfClasses);
      if (accuracy != null) {
        rows.add(
            List.of(
                TableCell.of(cell.victim()),
                TableCell.of(PaperGrid.label(cell.scoredAttack())),
                TableCell.of(Integer.toString(accuracy.replicas())),
                TableCell.of(cell, Metric.ACCURACY),
                between(accuracy),
                TableCell.of(cell, f1OfClasses),
                f1 == null ? TableCell.MISSING : between(f1),
                TableCell.of(cell, Metric.RECALL),
                TableCell.of(cell, Metric.SPECIFICITY)));
      }
    }
    return new ReportTable(
        "Spread over seeds",
        "Victims trained alike from different seeds: the mean of the replicas with its 95% interval,"
            + " and the standard deviation between them with the least and the greatest.",
        List.of(
            names("Victim"),
            names("Attack"),
            figures("Replicas"),
            shaded("Accuracy"),
            figures("between seeds"),
            shaded(f1(scorecard).label()),
            figures("between seeds"),
            shaded("Sensitivity"),
            shaded("Specificity")),
        rows);
  }

  private static Metric f1(Scorecard scorecard) {
    return scorecard.classes().isOfTwo() ? Metric.F1 : Metric.MACRO_F1;
  }

  private static TableCell between(Spread spread) {
    return TableCell.of(
        "±" + Figures.percent(spread.standardDeviation()),
        Figures.percent(spread.least()) + "–" + Figures.percent(spread.most()));
  }

  /** One heat map for each attack whose images were shown to other victims. */
  static List<ReportTable> transfers(Scorecard scorecard) {
    return scorecard.transferMatrices().stream().map(ScorecardTables::transfer).toList();
  }

  private static ReportTable transfer(TransferMatrix matrix) {
    List<Column> columns = new ArrayList<>();
    columns.add(names("Made against"));
    matrix.victims().forEach(victim -> columns.add(shaded(victim)));
    List<List<TableCell>> rows = new ArrayList<>();
    for (String generator : matrix.generators()) {
      List<TableCell> row = new ArrayList<>();
      row.add(TableCell.of(generator));
      for (String victim : matrix.victims()) {
        row.add(
            matrix
                .cell(generator, victim)
                .map(ScorecardTables::transferred)
                .orElse(TableCell.MISSING));
      }
      rows.add(row);
    }
    return new ReportTable(
        PaperGrid.label(matrix.attack()),
        "Accuracy in percent with its 95% interval. A row is the victim that the images were made"
            + " against, a column the victim that they were shown to; the diagonal is the attack on"
            + " the victim itself.",
        columns,
        rows);
  }

  /** Accuracy, and what the victim has in common with the one that the images were made against. */
  private static TableCell transferred(ScorecardCell cell) {
    TableCell accuracy = TableCell.of(cell, Metric.ACCURACY);
    if (cell.generator() == null) {
      return accuracy.andNote("itself");
    }
    if (cell.shared().contains(Attacked.IMAGE)) {
      return accuracy.andNote("same image weights");
    }
    return cell.shared().contains(Attacked.UNKNOWN)
        ? accuracy.andNote("weights not compared")
        : accuracy;
  }

  /** The area under every curve. */
  static ReportTable areas(Scorecard scorecard) {
    return new ReportTable(
        "Area under the curves",
        "The mean over the range of the budget, in percent, with its 95% interval.",
        List.of(
            names("Victim"),
            names("Attack"),
            names("Budget"),
            shaded("Accuracy"),
            shaded(f1(scorecard).label())),
        scorecard.curves().swept().stream()
            .map(
                curve ->
                    List.of(
                        TableCell.of(curve.victim()),
                        TableCell.of(curve.family()),
                        TableCell.of(
                            String.format(
                                Locale.ROOT,
                                "%s to %s",
                                curve.budget(),
                                Figures.number(
                                    curve.points().get(curve.points().size() - 1).budget()))),
                        TableCell.percent(curve.accuracyArea()),
                        TableCell.percent(
                            curve.f1Area(), Absence.NO_ABNORMAL_STUDY.label(scorecard.classes()))))
            .toList());
  }

  /** Signs that a victim only seems robust. */
  static ReportTable warnings(Scorecard scorecard) {
    return new ReportTable(
        "Warnings",
        "What to know before the figures are trusted, and what it rests on.",
        List.of(names("Victim"), names("Attack"), names("Sign"), names("Evidence")),
        scorecard.warnings().stream()
            .map(
                warning ->
                    List.of(
                        TableCell.of(warning.victim()),
                        TableCell.of(warned(scorecard, warning)),
                        TableCell.of(warning.sign().label()),
                        TableCell.of(WarningWords.of(warning, scorecard.classes()))))
            .toList());
  }

  private static String warned(Scorecard scorecard, FalseSecurityWarning warning) {
    return warning.attack().equals(ScoredAttack.NONE)
        ? ScoredAttack.NONE
        : PaperGrid.label(scorecard, warning.attack());
  }
}
