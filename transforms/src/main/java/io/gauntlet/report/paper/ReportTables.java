package io.gauntlet.report.paper;

import static io.gauntlet.report.table.ReportTable.names;
import static io.gauntlet.report.table.ReportTable.reference;
import static io.gauntlet.report.table.ReportTable.shaded;

import io.gauntlet.report.table.CleanTable;
import io.gauntlet.report.table.Figures;
import io.gauntlet.report.table.ReportTable;
import io.gauntlet.report.table.ReportTable.Column;
import io.gauntlet.report.table.TableCell;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.classes.ByClass;
import io.gauntlet.score.stats.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A scorecard in the tables of Mozhegova et al. 2025, each figure beside the paper's; figures are
 * percentages with two decimals and their 95 % interval, and {@code -} with its reason where there
 * is none.
 *
 * <p>The corner of the paper's Tables 2 and 3 reads "Generator / Black-box", which leaves open what
 * the rows are. Here rows are generators and columns are the victims shown their images, as in
 * {@code paper-tables.csv}; so like is compared with like.
 *
 * @param clean every victim without attack
 * @param table1 F1 under the eleven attacks
 * @param table2 F1 on images made against another victim, PGD with epsilon 8/255
 * @param table3 the same with epsilon 0.2
 */
public record ReportTables(
    ReportTable clean, ReportTable table1, ReportTable table2, ReportTable table3) {

  private static String note(ByClass classes) {
    String beside = " beside the figure of the paper; rows that were not run are left out.";
    if (!classes.isOfTwo()) {
      return "The mean F1 of the classes in percent with its 95% interval," + beside;
    }
    String ofClass =
        classes.equals(ByClass.NORMAL_ABNORMAL)
            ? "the abnormal class"
            : "the class " + classes.positive();
    return "F1 of "
        + ofClass
        + " in percent with its 95% interval, sensitivity (Se) and specificity (Sp),"
        + beside;
  }

  /** Makes all tables. */
  public static ReportTables of(Scorecard scorecard) {
    return new ReportTables(
        CleanTable.of(scorecard),
        table1(scorecard),
        transfer(scorecard, 2, "8/255", PaperGrid.table2Attack()),
        transfer(scorecard, 3, "0.2", PaperGrid.table3Attack()));
  }

  /** Those of Tables 1, 2 and 3 of which anything was run. */
  public List<ReportTable> paper() {
    return Stream.of(table1, table2, table3).filter(table -> !table.rows().isEmpty()).toList();
  }

  private static ReportTable table1(Scorecard scorecard) {
    List<List<TableCell>> rows = new ArrayList<>();
    for (PaperGrid.Row row : PaperGrid.table1()) {
      if (!isRun(scorecard, row)) {
        continue;
      }
      PaperTables.Row printed = PaperTables.table1(row.paperAttack());
      List<TableCell> cells = new ArrayList<>();
      cells.add(TableCell.of(row.label()));
      for (String victim : PaperGrid.fusedVictims()) {
        TableCell ours = f1(cell(scorecard, victim, row.attack()));
        String theirs = figure(printed.f1(victim));
        if (victim.equals(PaperGrid.LATE) && row.unimodal().isPresent()) {
          TableCell unimodal = f1(cell(scorecard, row.unimodal().get(), row.attack()));
          ours = ours.followedBy(brackets(unimodal.text()));
          theirs += brackets(figure(printed.unimodal()));
        }
        cells.add(ours);
        cells.add(TableCell.of(theirs));
      }
      rows.add(cells);
    }
    return new ReportTable(
        "Table 1: F1 under attack",
        note(scorecard.classes())
            + " In brackets the model of one modality: the image model under attacks on images,"
            + " the text model under attacks on words.",
        header("Attack type", " (unimodal)"),
        rows);
  }

  private static ReportTable transfer(
      Scorecard scorecard, int table, String epsilon, ScoredAttack attack) {
    List<List<TableCell>> rows = new ArrayList<>();
    for (PaperTables.Row printed : PaperTables.rows(table)) {
      if (!isRun(scorecard, attack, printed.generator())) {
        continue;
      }
      List<TableCell> cells = new ArrayList<>();
      cells.add(TableCell.of(PaperGrid.heading(printed.generator())));
      for (String victim : PaperGrid.fusedVictims()) {
        cells.add(f1(transferCell(scorecard, victim, attack, printed.generator())));
        cells.add(TableCell.of(figure(printed.f1(victim))));
      }
      rows.add(cells);
    }
    return new ReportTable(
        "Table %s: transfer of PGD (ε=%s)".formatted(table, epsilon),
        note(scorecard.classes())
            + " A row is the victim that the images were made against, a column the victim that"
            + " they were shown to.",
        header("Generator", ""),
        rows);
  }

  /** Whether there is any figure of ours in a row of Table 1. */
  private static boolean isRun(Scorecard scorecard, PaperGrid.Row row) {
    return Stream.concat(PaperGrid.fusedVictims().stream(), row.unimodal().stream())
        .anyMatch(victim -> cell(scorecard, victim, row.attack()).isPresent());
  }

  /** Whether there is any figure of ours in a row of Table 2 or 3. */
  private static boolean isRun(Scorecard scorecard, ScoredAttack attack, String generator) {
    return PaperGrid.fusedVictims().stream()
        .anyMatch(victim -> transferCell(scorecard, victim, attack, generator).isPresent());
  }

  private static List<Column> header(String first, String lateSuffix) {
    List<Column> header = new ArrayList<>();
    header.add(names(first));
    for (String victim : PaperGrid.fusedVictims()) {
      String name = PaperGrid.heading(victim);
      header.add(shaded(victim.equals(PaperGrid.LATE) ? name + lateSuffix : name));
      header.add(reference(name + ", paper"));
    }
    return header;
  }

  private static Optional<ScorecardCell> cell(
      Scorecard scorecard, String victim, ScoredAttack attack) {
    return scorecard.cells().stream()
        .filter(cell -> cell.victim().equals(victim) && cell.scoredAttack().isLike(attack))
        .findFirst();
  }

  private static Optional<ScorecardCell> transferCell(
      Scorecard scorecard, String victim, ScoredAttack attack, String generator) {
    return scorecard.transfer().stream()
        .filter(cell -> cell.victim().equals(victim) && cell.generator().equals(generator))
        .filter(cell -> cell.scoredAttack().isLike(attack))
        .findFirst();
  }

  /** F1 with its interval, and sensitivity and specificity, without which it says little. */
  private static TableCell f1(Optional<ScorecardCell> cell) {
    return cell.map(ReportTables::withBothClasses).orElse(TableCell.MISSING);
  }

  private static TableCell withBothClasses(ScorecardCell cell) {
    if (!cell.byClass().isOfTwo()) {
      return TableCell.of(cell, Metric.MACRO_F1);
    }
    TableCell f1 = TableCell.of(cell, Metric.F1);
    return cell.estimate(Metric.F1).isKnown()
        ? f1.andNote(
            "Se %s, Sp %s"
                .formatted(
                    Figures.oneDecimal(100 * cell.value(Metric.RECALL)),
                    Figures.oneDecimal(100 * cell.value(Metric.SPECIFICITY))))
        : f1;
  }

  private static String figure(OptionalDouble percent) {
    return percent.isPresent() ? Figures.twoDecimals(percent.getAsDouble()) : Figures.MISSING;
  }

  private static String brackets(String text) {
    return " (" + text + ")";
  }
}
