package io.gauntlet.report.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.report.Example;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none | 15(1), 15(3)",
        "pgd:epsilon=0.03 | AML.T0015, AML.T0043.000, white-box attacks, 15(5)",
        "square:epsilon=0.03 | AML.T0015, AML.T0043.001, score-based, 15(5)",
        "hop-skip-jump | AML.T0015, AML.T0043.001, decision-based, 15(5)",
        "transfer:from=text(pgd) | AML.T0015, AML.T0043.002, transferability, 15(5)",
        "uniform-noise | 15(4)",
        "pgd+pwws"
            + " | AML.T0015, AML.T0043.000, AML.T0043.001, white-box attacks, score-based, 15(5)",
      })
  void eachAttackIsInTheRowsOfWhatItKnows(String attack, String rows) {
    String table = table(Example.cell("image", attack, null, 1));
    List<String> expected = List.of(rows.split(", (?!15\\(3)"));
    assertEquals(
        expected.size(),
        table.lines().filter(line -> line.contains("`image under")).count(),
        table);
    expected.forEach(row -> assertTrue(table.contains(row), table));
    assertFalse(table.contains("In no row"), table);
  }

  /** White-box or not: to this victim it is an attack from without. */
  @Test
  void whatWasMadeAgainstAnotherIsATransferAndNoWhiteBox() {
    String table = table(Example.cell("image", "pgd:epsilon=0.03", "text", 1));
    assertTrue(table.contains("AML.T0043.002"), table);
    assertFalse(table.contains("AML.T0043.000"), table);
  }

  @Test
  void namesFromOutsideStayInTheirCell() {
    String table =
        table(Example.cell("a`|b\n| MITRE ATLAS | AML.T9 | x", "pgd:epsilon=0.03", null, 1));
    assertEquals(4, table.lines().filter(line -> line.contains("under pgd")).count(), table);
    assertTrue(table.contains("`a\uFFFD\\|b\uFFFD\\| MITRE"), table);
  }

  private static String table(ScorecardCell... cells) {
    List<ScorecardCell> all = List.of(cells);
    return Coverage.of(
            new Scorecard(
                all.stream().filter(cell -> cell.generator() == null).toList(),
                all.stream().filter(cell -> cell.generator() != null).toList()))
        .toMarkdown();
  }
}
