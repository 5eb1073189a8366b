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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
