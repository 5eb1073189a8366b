package io.gauntlet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gauntlet.report.browser.Chromium;
import io.gauntlet.report.compare.ComparedByHand;
import io.gauntlet.report.compare.ComparisonPage;
import io.gauntlet.score.Scorecard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a browser shows it; skipped where there is none. */
class PageInChromiumTest {
  private static final String OPEN_ALL =
      "document.querySelectorAll('details').forEach(details => details.open = true)";
  private static final String OVERFLOW =
      "document.documentElement.scrollWidth - document.documentElement.clientWidth";
  private static final String AXE =
      "axe.run({resultTypes: ['violations']}).then(found => JSON.stringify(found.violations.map("
          + "v => [v.id, v.help, v.nodes.slice(0, 5).map(n => n.target.join(' '))])))";

  @TempDir private static Path folder;
  private static Chromium browser;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> installed = Chromium.installed();
    assumeTrue(installed.isPresent(), "no Chromium is installed here");
    browser = Chromium.start(installed.get(), folder.resolve("profile"));
    Files.writeString(folder.resolve("full.html"), HtmlReport.render(Example.report()));
    Files.writeString(
        folder.resolve("empty.html"),
        HtmlReport.render(Report.of(new Scorecard(List.of(), List.of()))));
    Files.writeString(folder.resolve("large.html"), HtmlReport.render(LargeRun.of(30, 60)));
    Files.writeString(
        folder.resolve("compare.html"),
        ComparisonPage.render(ComparedByHand.comparison(), Map.of("folder", "runs/1")));
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "full,390,light",
    "full,390,dark",
    "full,1280,light",
    "full,1280,dark",
    "empty,390,light",
    "empty,1280,dark",
    "compare,390,light",
    "compare,1280,dark",
  })
  void thePageFitsIsQuietAndCanBeUsedByAll(String page, int width, String scheme)
      throws IOException {
    browser.look(width, 900, scheme.equals("dark"));
    browser.open(folder.resolve(page + ".html"));
    assertEquals(0, browser.evaluate(OVERFLOW).asInt());
    browser.evaluate(OPEN_ALL);
    assertEquals(0, browser.evaluate(OVERFLOW).asInt());
    assertEquals(List.of(), browser.complaints());
    assertEquals(List.of(), browser.requests());
    assertEquals("[]", violations());
  }

  @Test
  void aLargeRunOpensFastAndStaysSmall() throws IOException {
    assertTrue(Files.size(folder.resolve("large.html")) < 5_000_000);
    browser.look(1280, 900, false);
    browser.open(folder.resolve("large.html"));
    double milliseconds =
        browser.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd").asDouble();
    assertTrue(milliseconds < 2_000, milliseconds + " ms");
    assertEquals(0, browser.evaluate(OVERFLOW).asInt());
  }

  @Test
  void tablesAreSortedAndFilteredAndExported() throws IOException {
    browser.look(1280, 900, false);
    browser.open(folder.resolve("large.html"));
    browser.evaluate(
        "window.region = [...document.querySelectorAll('.scroll')].find(each => each.dataset.title"
            + " === 'All cells'); window.tools = region.previousElementSibling;"
            + " window.rows = () => [...region.querySelectorAll('tbody tr')].filter(row =>"
            + " !row.hidden); window.act = (what, value, name) => { what.value = value;"
            + " what.dispatchEvent(new Event(name)); }; true");
    browser.evaluate("act(tools.querySelector('input[type=search]'), 'victim-7 pwws', 'input')");
    assertEquals(30, browser.evaluate("rows().length").asInt());
    assertEquals(
        "30 of 1800 rows", browser.evaluate("tools.querySelector('output').textContent").asText());
    browser.evaluate(
        "act(tools.querySelector('select'), [...region.querySelectorAll('thead th')].findIndex(th"
            + " => th.textContent === 'Accuracy'), 'change')");
    assertEquals(
        "true",
        browser
            .evaluate(
                "String(rows().map(row => parseFloat(row.cells[[...region.querySelectorAll('thead"
                    + " th')].findIndex(th => th.textContent === 'Accuracy')].textContent))"
                    + ".every((figure, place, all) => place === 0 || all[place - 1] <= figure))")
            .asText());
    String exported =
        browser
            .evaluate(
                "new Promise(done => { HTMLAnchorElement.prototype.click = () => {};"
                    + " URL.createObjectURL = blob => { blob.text().then(done); return '#'; };"
                    + " tools.querySelector('button').click(); })")
            .asText();
    assertTrue(exported.contains("\"Victim\",\"Attack\",\"Attack, note\""), exported);
    assertEquals(31, exported.lines().count());
  }

  @Test
  void aMarkTellsItsFigureAndTheFiguresAreInATable() throws IOException {
    browser.look(1280, 900, false);
    browser.open(folder.resolve("full.html"));
    assertEquals(
        browser.evaluate("document.querySelectorAll('.figures tbody tr').length").asInt(),
        browser.evaluate("document.querySelectorAll('svg.chart .tip title').length").asInt());
    assertTrue(
        browser
            .evaluate("document.querySelector('svg.chart .tip title').textContent")
            .asText()
            .matches(".+: .*%.*|.+: .*points.*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "large"})
  void aReleaseFileHasTwelvePagesAtMost(String page) throws IOException {
    browser.look(1280, 900, true);
    browser.open(folder.resolve(page + ".html"));
    String pdf = new String(browser.pdf(), StandardCharsets.ISO_8859_1);
    long pages = Pattern.compile("/Type\\s*/Page\\b").matcher(pdf).results().count();
    assertTrue(pages >= 1 && pages <= 12, pages + " pages");
  }

  @ParameterizedTest
  @CsvSource({"light,253", "dark,16"})
  void thePageFollowsWhatPeoplePrefer(String scheme, int red) throws IOException {
    browser.look(1280, 900, scheme.equals("dark"));
    browser.open(folder.resolve("full.html"));
    JsonNode background = browser.evaluate("getComputedStyle(document.body).backgroundColor");
    assertTrue(background.asText().startsWith("rgb(" + red + ","), background.asText());
    JsonNode ink =
        browser.evaluate("getComputedStyle(document.querySelector('svg.chart text')).fill");
    assertTrue(!ink.asText().equals("rgb(0, 0, 0)"), ink.asText());
  }

  /** What axe-core finds fault with; its script is from the class path, never from the page. */
  private static String violations() throws IOException {
    try (InputStream script = PageInChromiumTest.class.getResourceAsStream("/axe.min.js")) {
      browser.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8) + "; true");
    }
    return browser.evaluate(AXE).asText();
  }
}
