package io.gauntlet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.records.parts.StudySample;
import io.gauntlet.report.chart.Chart;
import io.gauntlet.report.paper.PaperGrid;
import io.gauntlet.report.paper.ReportTables;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.Slices;
import io.gauntlet.score.curve.BudgetCurves;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    List<String> seen = new ArrayList<>();
    while (tag.find()) {
      if (List.of("script", "iframe", "object", "link").contains(tag.group("name"))) {
        seen.add(tag.group("name"));
      }
    }
    assertEquals(List.of("script"), seen);
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
  void thePageForbidsTheNetworkAndAllScriptsButItsOwn() {
    String page = HtmlReport.render(EMPTY);
    assertTrue(page.contains("content=\"default-src 'none'; img-src data:;"));
    String script =
        page.substring(page.indexOf("<script>") + "<script>".length(), page.indexOf("</script>"));
    String digest =
        BaseEncoding.base64()
            .encode(Hashing.sha256().hashString(script, StandardCharsets.UTF_8).asBytes());
    assertTrue(page.contains("script-src 'sha256-" + digest + "'\""));
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
            "<th role=\"rowheader\" scope=\"row\" class=\"name\">PGD," + " ε=0.03, steps=10</th>"));
    assertTrue(
        page.contains("<td role=\"cell\" class=\"shaded\" style=\"--share:1\">100.00<small>"),
        page);
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
            BudgetCurves.NONE,
            List.of(Example.neverRight(PaperGrid.EARLY)),
            Slices.NONE,
            List.of());
    assertEquals(Optional.empty(), Interaction.chart(scorecard));
    String page = HtmlReport.render(Report.of(scorecard));
    assertTrue(page.contains("-<small>none right before the attack</small>"), page);
    assertTrue(page.contains("-<small>nothing lost</small>"), page);
    assertTrue(page.contains("-<small>the attacks never differ</small>"), page);
    assertFalse(page.contains("NaN"), page);
  }

  @Test
  void whatWasLeftOutIsSaidInBoth() {
    for (String sentence :
        List.of(
            "A sample was attacked: 50 of 100 studies (ABNORMAL 50 of 100), drawn by the hash of seed"
                + " 1 and uid, class by class.",
            "What the verdict rests on took longer than the deadline of 6h; it is never left out.",
            "Left out for the deadline of 6h: pgd:epsilon=0.03:steps=10 on image, text;"
                + " pgd:epsilon=0.03:steps=10 made against late-fusion on ensemble of seed 2. The"
                + " same command goes on with them.")) {
      assertTrue(FULL.contains(sentence), sentence);
      assertTrue(MarkdownReport.render(Example.report()).contains(sentence), sentence);
    }
    assertEquals(
        List.of(
            "All 7 studies were attacked: the sample that was asked for, 9, has room for more."),
        ScopeWords.of(
            RunScope.of(
                new StudySample(9, 1, ImmutableList.of(new StudySample.Share("NORMAL", 7, 7))))));
    assertEquals(List.of(), ScopeWords.of(RunScope.ALL));
    assertFalse(HtmlReport.render(EMPTY).contains("sample"));
  }

  /** An answer that never changes may keep its accuracy, and loses one of these. */
  @Test
  void curvesShowBothClassesBesideTheAccuracy() {
    List<String> titles = Curves.of(Example.scorecard()).stream().map(Chart::title).toList();
    String family = titles.get(0).substring("Accuracy".length());
    assertEquals(
        List.of("Accuracy" + family, "Sensitivity" + family, "Specificity" + family, "F1" + family),
        titles.subList(0, 4));
  }

  @Test
  void theGalleryShowsWhatBecameOfTheWords() {
    String page = FULL;
    assertTrue(
        page.contains("<del>removed</del> <ins class=\"unknown\">added</ins> &lt;script&gt;alert"),
        page);
    assertTrue(
        page.contains("<span class=\"unknown\">One word</span> that no report of the cohort has."),
        page);
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
    assertEquals(1 + 1 + 1 + 4 + 1 + 1, count);
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
