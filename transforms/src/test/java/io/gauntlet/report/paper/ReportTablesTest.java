package io.gauntlet.report.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.report.Example;
import io.gauntlet.report.table.ReportTable;
import io.gauntlet.report.table.TableCell;
import io.gauntlet.score.Attacks;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.stats.ConfusionMatrix;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReportTablesTest {
  private final ReportTables tables = ReportTables.of(Example.scorecard());

  @Test
  void table1HasElevenRowsAndBracketsWhereThePaperHas() {
    List<List<String>> rows = shown(tables.table1());
    assertEquals(11, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      boolean unimodal = i >= 1 && i <= 6;
      for (int column = 1; column < rows.get(i).size(); column++) {
        boolean late = column == 3 || column == 4;
        assertEquals(unimodal && late, rows.get(i).get(column).contains("("), rows.get(i) + "");
      }
    }
    assertEquals("93.32 (49.28)", rows.get(1).get(4));
    assertEquals("79.68 (81.08)", rows.get(6).get(4));
  }

  @Test
  void everyFigureOfThePaperIsShownInItsPlace() {
    assertEquals(17, PaperTables.rows().size());
    for (int table = 1; table <= 3; table++) {
      List<PaperTables.Row> printed = PaperTables.rows(table);
      List<List<String>> shown = shown(tables.paper().get(table - 1));
      assertEquals(printed.size(), shown.size());
      for (int i = 0; i < printed.size(); i++) {
        PaperTables.Row row = printed.get(i);
        String brackets = row.unimodal().isPresent() ? " (" + text(row.unimodal()) + ")" : "";
        assertEquals(text(row.early()), shown.get(i).get(2));
        assertEquals(text(row.late()) + brackets, shown.get(i).get(4));
        assertEquals(text(row.ensemble()), shown.get(i).get(6));
      }
    }
  }

  /** A test part of normal studies alone: a dash with its reason, never 0. */
  @Test
  void aFigureThatCannotBeHadIsADashWithItsReason() {
    ScorecardCell allNormal =
        ScorecardCell.counted(
            new CellKey("image", "none"),
            Attacks.scored("none"),
            new ConfusionMatrix(0, 2, 8, 0),
            8,
            0);
    ReportTable clean = ReportTables.of(new Scorecard(List.of(allNormal), List.of())).clean();
    List<String> cells = clean.rows().get(0).stream().map(TableCell::line).toList();
    String share = "80.00 [44.4–97.5]";
    String missing = "- [no abnormal study]";
    assertEquals(
        List.of(share, missing, share, missing, missing, missing, missing), cells.subList(2, 9));
  }

  private static List<List<String>> shown(ReportTable table) {
    return table.rows().stream().map(row -> row.stream().map(TableCell::text).toList()).toList();
  }

  private static String text(OptionalDouble figure) {
    return figure.isPresent() ? String.format(Locale.ROOT, "%.2f", figure.getAsDouble()) : "-";
  }

  @Test
  void transferRowsAreGenerators() {
    List<String> late = shown(tables.table3()).get(1);
    assertEquals("LateFusion", late.get(0));
    assertEquals("-", late.get(3));
    assertEquals("82.78", late.get(6));
    assertEquals("94.74", late.get(5));
  }

  @Test
  void rowsThatWereNotRunAreNotThere() {
    ReportTables empty = ReportTables.of(new Scorecard(List.of(), List.of()));
    assertEquals(List.of(), empty.paper());
    assertTrue(empty.clean().rows().isEmpty());
    ReportTables one =
        ReportTables.of(
            new Scorecard(
                List.of(
                    Example.cell("image", "fgsm:epsilon=0.03", null, 3),
                    Example.cell("early-fusion", "square:epsilon=0.03:queries=9", null, 3)),
                List.of()));
    assertEquals(List.of(one.table1()), one.paper());
    assertEquals(1, one.table1().rows().size());
    assertEquals("-", shown(one.table1()).get(0).get(1));
    assertEquals("- (96.91)", shown(one.table1()).get(0).get(3));
  }

  @Test
  void whatAConstantAnswerScoresStandsBeside() {
    // 50 of 100 studies are abnormal.
    ReportTable clean =
        ReportTables.of(new Scorecard(List.of(Example.cell("image", "none", null, 0)), List.of()))
            .clean();
    assertTrue(clean.note().contains("50.0% of the studies are abnormal"), clean.note());
    assertTrue(clean.note().contains("an F1 of 66.7%"), clean.note());
  }

  @Test
  void figuresHaveTheirIntervals() {
    assertEquals("94.74", tables.table3().rows().get(1).get(5).text());
    assertEquals("88.0–97.8; Se 100.0, Sp 90.9", tables.table3().rows().get(1).get(5).note());
  }

  @Test
  void canonicalEpsilonOfTable2() {
    assertEquals("pgd:epsilon=0.03137254901960784:steps=10", PaperGrid.table2Attack().text());
  }
}
