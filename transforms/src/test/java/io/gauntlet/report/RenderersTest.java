package io.gauntlet.report;

import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.paper.ReportTables;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import io.gauntlet.score.Scorecard;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RenderersTest {
  private static final Report EMPTY = Report.of(new Scorecard(List.of(), List.of()));
  private static final String FULL = HtmlReport.render(Example.report());
  private static final Pattern TAG = Pattern.compile("<(?<name>[a-zA-Z][\\w:-]*)");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:href|src|xlink:href|action)=\"(?<to>[^\"]*)\"|url\\((?<url>[^)]*)\\)");

  @Test
  void htmlEscapesWhatComesFromOutside() {
    String page = FULL;
    assertTrue(page.contains("&lt;script&gt;"));
    Matcher tag = TAG.matcher(page);
    while (tag.find()) {
      assertFalse(List.of("script", "iframe", "object", "link").contains(tag.group("name")));
    }
  }

  @Test
  void noTextTurnsTheDirectionOfAnother() {
    assertFalse(FULL.contains("\u202E"));
  }

  @Test
  void everyAddressIsWithinThePage() {
    Matcher address = ADDRESS.matcher(FULL);
    int seen = 0;
    while (address.find()) {
      String to = address.group("to") == null ? address.group("url") : address.group("to");
      assertTrue(to.startsWith("#") || to.startsWith("data:image/png;base64,"), to);
      seen++;
    }
    assertTrue(seen > 10, "seen " + seen);
  }

  @Test
  void thePageForbidsScriptsAndTheNetwork() {
    assertTrue(HtmlReport.render(EMPTY).contains("content=\"default-src 'none'; img-src data:;"));
  }

  @Test
  void htmlBeginsWithTheVerdict() {
    String page = FULL;
    int verdict = page.indexOf("Verdict: </span>Fail");
    assertTrue(verdict > 0);
    assertTrue(verdict < page.indexOf("Table 1"));
    assertTrue(HtmlReport.render(EMPTY).contains("Verdict: </span>No verdict yet"));
  }

  @Test
  void htmlShowsFiguresWithTheirIntervals() {
    String page = FULL;
    assertTrue(
        page.contains(
            "<th role=\"rowheader\" scope=\"row\" class=\"name\" data-label=\"Attack type\">PGD,"
                + " ε=0.03, steps=10</th>"));
    assertTrue(
        page.contains("data-label=\"Accuracy\" style=\"--share:1.000\">100.00<small>"), page);
    assertTrue(page.contains("<dt>no-lateral</dt><dd class=\"number\">12</dd>"));
  }

  /** Of no study, none is fooled by the images and none by the words: there is no share. */
  @Test
  void aVictimThatIsNeverRightHasNoSharesAndNoBar() {
    Scorecard scorecard =
        new Scorecard(
            Example.scorecard().cells(),
            List.of(),
            List.of(),
            List.of(),
            List.of(Example.neverRight(PaperGrid.EARLY)),
            List.of(),
            List.of());
    assertEquals(Optional.empty(), Interaction.chart(scorecard));
    String page = HtmlReport.render(Report.of(scorecard));
    assertTrue(page.contains("-<small>none right before the attack</small>"), page);
    assertTrue(page.contains("-<small>nothing lost</small>"), page);
    assertTrue(page.contains("-<small>the attacks never differ</small>"), page);
    assertFalse(page.contains("NaN"), page);
  }

  @Test
  void theGalleryShowsWhatBecameOfTheWords() {
    String page = FULL;
    assertTrue(page.contains("<del>removed</del> <ins>added</ins> &lt;script&gt;alert"), page);
  }

  @Test
  void sectionsWithoutDataSayWhatGivesThem() {
    String page = HtmlReport.render(EMPTY);
    for (String option : List.of("--epsilons", "--transfers", "--gallery", "--history")) {
      assertTrue(page.contains(option), option);
    }
    assertTrue(page.contains(Report.NO_QUARANTINE));
  }

  @Test
  void everyImageAndChartCanBeReadOut() {
    String page = FULL;
    Matcher images = Pattern.compile("<img [^>]*>").matcher(page);
    while (images.find()) {
      assertTrue(images.group().contains("alt=\"") && !images.group().contains("alt=\"\""));
    }
    Matcher charts = Pattern.compile("<svg [^>]*class=\"chart\"[^>]*>").matcher(page);
    int count = 0;
    while (charts.find()) {
      assertTrue(charts.group().contains("role=\"img\""), charts.group());
      assertTrue(charts.group().contains("aria-labelledby"), charts.group());
      count++;
    }
    assertEquals(1 + 1 + 2 + 1 + 1, count);
  }

  @Test
  void markdownKeepsItsColumnsAndObeysNothing() {
    String page = MarkdownReport.render(Example.report());
    assertFalse(page.contains("<script"));
    assertFalse(page.contains("https://"));
    assertFalse(page.contains("\u202E"));
    assertFalse(page.contains("[x]("));
    assertTrue(page.contains("## ✕ Fail"), page);
    for (String line : Splitter.on('\n').split(page)) {
      if (line.startsWith("| PGD, ε=0.03, steps=10 |")) {
        assertEquals(7, line.replace("\\|", "").chars().filter(c -> c == '|').count() - 1, line);
      }
    }
  }

  @Test
  void markdownHasNoWordOfAnyStudy() {
    String page = MarkdownReport.render(Example.report());
    assertFalse(page.contains("removed"), page);
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
    assertTrue(HtmlReport.render(EMPTY).contains("Nothing was measured."));
    assertTrue(MarkdownReport.render(EMPTY).contains(Report.NO_QUARANTINE));
  }
}
