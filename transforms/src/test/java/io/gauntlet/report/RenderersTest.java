package io.gauntlet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import io.gauntlet.score.Scorecard;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderersTest {
  private static final Report EMPTY =
      new Report(new Scorecard(List.of(), List.of()), Map.of(), Map.of());

  @Test
  void htmlEscapesWhatComesFromOutside() {
    String page = HtmlReport.render(Example.report());
    assertFalse(page.contains("<script"), page);
    assertTrue(page.contains("&lt;script&gt;"));
    assertFalse(page.contains("http"), "needs the network");
  }

  @Test
  void htmlShowsTablesBarsAndQuarantine() {
    String page = HtmlReport.render(Example.report());
    assertTrue(page.contains("<th scope=\"row\" class=\"name\">PGD, ε=0.03, steps=10</th>"));
    assertTrue(page.contains("<dt>no-lateral</dt><dd>12</dd>"));
    assertTrue(page.contains("early-fusion 100.00 (paper 94.94)"));
    assertTrue(page.contains("width=\"55%\""));
  }

  @Test
  void markdownKeepsItsColumns() {
    String page = MarkdownReport.render(Example.report());
    assertTrue(page.contains("| &lt;script&gt;alert('a\\|b')&lt;/script&gt; | 3 |"), page);
    assertFalse(page.contains("<script"));
  }

  @Test
  void consoleAlignsFigures() {
    String text = ConsoleReport.render(ReportTables.of(Example.scorecard()).table2());
    List<String> lines = Splitter.on('\n').omitEmptyStrings().splitToList(text);
    assertEquals(6, lines.size());
    assertEquals(lines.get(2).length(), lines.get(3).length());
    assertTrue(lines.get(3).startsWith("EarlyFusion "), text);
  }

  @Test
  void anEmptyRunHasAReportToo() {
    assertTrue(HtmlReport.render(EMPTY).contains(Report.NO_QUARANTINE));
    assertTrue(MarkdownReport.render(EMPTY).contains(Report.NO_QUARANTINE));
    assertTrue(ConsoleReport.render(EMPTY).contains(Report.NO_QUARANTINE));
  }
}
