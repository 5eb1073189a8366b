package io.gauntlet.report;

import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A scorecard in the tables of Mozhegova et al. 2025, each figure beside the paper's; figures are
 * percentages with two decimals, and {@code -} where there is none.
 *
 * <p>The corner of the paper's Tables 2 and 3 reads "Generator / Black-box", which leaves open what
 * the rows are. Here rows are generators and columns are the victims shown their pictures, as in
 * {@code paper-tables.csv}; so like is compared with like.
 *
 * @param table1 F1 under the eleven attacks
 * @param table2 F1 on pictures made against another victim, PGD with epsilon 8/255
 * @param table3 the same with epsilon 0.2
 * @param clean every victim without attack
 * @param allCells everything in the scorecard
 */
public record ReportTables(
    ReportTable table1,
    ReportTable table2,
    ReportTable table3,
    ReportTable clean,
    ReportTable allCells) {
  private static final String MISSING = "-";
  private static final String NONE = "none";

  /** Makes all tables. */
  public static ReportTables of(Scorecard scorecard) {
    return new ReportTables(
        table1(scorecard),
        transfer(scorecard, 2, "8/255", PaperGrid.TABLE_2_ATTACK),
        transfer(scorecard, 3, "0.2", PaperGrid.TABLE_3_ATTACK),
        clean(scorecard),
        allCells(scorecard));
  }

  /** All tables, in the order to show. */
  public List<ReportTable> all() {
    return List.of(clean, table1, table2, table3, allCells);
  }

  private static ReportTable table1(Scorecard scorecard) {
    List<List<String>> rows = new ArrayList<>();
    for (PaperGrid.Row row : PaperGrid.table1()) {
      PaperTables.Row printed = PaperTables.table1(row.paperAttack());
      List<String> cells = new ArrayList<>();
      cells.add(row.label());
      for (String victim : PaperGrid.fusedVictims()) {
        String ours = f1(scorecard.cell(victim, row.attack()));
        String theirs = figure(printed.f1(victim));
        if (victim.equals(PaperGrid.LATE) && row.unimodal().isPresent()) {
          ours += brackets(f1(scorecard.cell(row.unimodal().get(), row.attack())));
          theirs += brackets(figure(printed.unimodal()));
        }
        cells.add(ours);
        cells.add(theirs);
      }
      rows.add(cells);
    }
    return new ReportTable(
        "Table 1: F1 under attack",
        "F1 of the abnormal class in percent, beside the figure of the paper. In brackets the model"
            + " of one modality: the image model under attacks on pictures, the text model under"
            + " attacks on words.",
        header("Attack type", " (unimodal)"),
        1,
        rows);
  }

  private static ReportTable transfer(
      Scorecard scorecard, int table, String epsilon, String attack) {
    List<List<String>> rows = new ArrayList<>();
    for (PaperTables.Row printed : PaperTables.rows(table)) {
      List<String> cells = new ArrayList<>();
      cells.add(PaperGrid.heading(printed.generator()));
      for (String victim : PaperGrid.fusedVictims()) {
        cells.add(f1(scorecard.transferCell(victim, attack, printed.generator())));
        cells.add(figure(printed.f1(victim)));
      }
      rows.add(cells);
    }
    return new ReportTable(
        "Table %d: transfer of PGD (ε=%s)".formatted(table, epsilon),
        "F1 of the abnormal class in percent, beside the figure of the paper. A row is the victim"
            + " that the pictures were made against, a column the victim that they were shown to.",
        header("Generator", ""),
        1,
        rows);
  }

  private static List<String> header(String first, String lateSuffix) {
    List<String> header = new ArrayList<>();
    header.add(first);
    for (String victim : PaperGrid.fusedVictims()) {
      String name = PaperGrid.heading(victim);
      header.add(victim.equals(PaperGrid.LATE) ? name + lateSuffix : name);
      header.add(name + ", paper");
    }
    return header;
  }

  private static ReportTable clean(Scorecard scorecard) {
    return new ReportTable(
        "Clean",
        "Every victim without attack, in percent of the studies; abnormal is the positive class.",
        List.of("Victim", "n", "Accuracy", "Precision", "Recall", "F1"),
        1,
        scorecard.cells().stream()
            .filter(cell -> cell.attack().equals(NONE))
            .map(
                cell ->
                    List.of(
                        cell.victim(),
                        Long.toString(cell.n()),
                        percent(cell.accuracy()),
                        percent(cell.precision()),
                        percent(cell.recall()),
                        percent(cell.f1())))
            .toList());
  }

  private static ReportTable allCells(Scorecard scorecard) {
    return new ReportTable(
        "All cells",
        "Metrics in percent. Success is the share of the studies right before the attack that it"
            + " broke; queries is the median number of times the victim was asked per study.",
        List.of(
            "Victim",
            "Attack",
            "Generator",
            "n",
            "Accuracy",
            "Precision",
            "Recall",
            "F1",
            "Normal F1",
            "Macro F1",
            "Success",
            "Queries"),
        3,
        Stream.concat(scorecard.cells().stream(), scorecard.transfer().stream())
            .map(ReportTables::everything)
            .toList());
  }

  private static List<String> everything(ScorecardCell cell) {
    return List.of(
        cell.victim(),
        cell.attack(),
        cell.generator() == null ? MISSING : cell.generator(),
        Long.toString(cell.n()),
        percent(cell.accuracy()),
        percent(cell.precision()),
        percent(cell.recall()),
        percent(cell.f1()),
        percent(cell.normalF1()),
        percent(cell.macroF1()),
        percent(cell.attackSuccessRate()),
        Double.isNaN(cell.medianQueries())
            ? MISSING
            : String.format(Locale.ROOT, "%.1f", cell.medianQueries()));
  }

  private static String f1(Optional<ScorecardCell> cell) {
    return cell.map(found -> percent(found.f1())).orElse(MISSING);
  }

  private static String percent(double fraction) {
    return Double.isNaN(fraction) ? MISSING : twoDecimals(100 * fraction);
  }

  private static String figure(OptionalDouble percent) {
    return percent.isPresent() ? twoDecimals(percent.getAsDouble()) : MISSING;
  }

  private static String brackets(String text) {
    return " (" + text + ")";
  }

  static String twoDecimals(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
