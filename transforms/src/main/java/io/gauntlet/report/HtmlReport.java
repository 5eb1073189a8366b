package io.gauntlet.report;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.gauntlet.report.gallery.Exhibits;
import io.gauntlet.report.paper.ReportTables;
import io.gauntlet.report.sentence.Summary;
import io.gauntlet.report.table.ReportTable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The report as one HTML page that needs no network and runs no script; its policy forbids both,
 * and all text from outside is escaped.
 */
public final class HtmlReport {
  private static final String PAGE = "page.ftlh";
  private static final Configuration TEMPLATES = templates();

  /** Control characters, and those that turn the direction of whatever text follows. */
  private static final Pattern OVERRIDES =
      Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\u202A-\u202E\u2066-\u2069]");

  private HtmlReport() {}

  /** Writes the page, to be stored as UTF-8. */
  public static String render(Report report) {
    StringWriter page = new StringWriter();
    try {
      TEMPLATES.getTemplate(PAGE).process(model(report), page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException(PAGE + ": " + e.getMessage(), e);
    }
    return OVERRIDES.matcher(page.toString()).replaceAll("\uFFFD");
  }

  private static Map<String, Object> model(Report report) {
    ReportTables paper = ReportTables.of(report.scorecard());
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("title", Report.TITLE);
    model.put("banner", Banner.of(report.verdict()));
    report
        .verdict()
        .ifPresent(
            verdict -> {
              model.put("primaries", VerdictTable.primaries(verdict));
              model.put("compared", VerdictTable.secondary(verdict));
              Banner.margins(verdict).ifPresent(chart -> model.put("margins", chart));
            });
    model.put("summary", Summary.of(report.scorecard()));
    model.put("scope", ScopeWords.of(report.scope()));
    model.put("sizes", RunSizes.of(report));
    AccuracyLeft.chart(report.scorecard()).ifPresent(chart -> model.put("left", chart));
    model.put("clean", paper.clean());
    model.put("paper", paper.paper());
    model.put("reliability", Reliability.of(report.scorecard()));
    model.put("curves", Curves.of(report.scorecard()));
    model.put("areas", ScorecardTables.areas(report.scorecard()));
    model.put("transfers", ScorecardTables.transfers(report.scorecard()));
    model.put("interactions", Interaction.strongest(report.scorecard()));
    Interaction.chart(report.scorecard()).ifPresent(chart -> model.put("fooled", chart));
    model.put("shadedColumn", ReportTable.shaded(""));
    model.put("pairs", InteractionTable.of(report.scorecard()));
    model.put("warnings", ScorecardTables.warnings(report.scorecard()));
    model.put("slices", SliceTable.of(report.scorecard()));
    model.put("trends", Trends.of(report.scorecard(), report.history()));
    model.put("spread", ScorecardTables.spread(report.scorecard()));
    model.put("gallery", GalleryPage.of(report.gallery()));
    model.put("rule", Exhibits.RULE);
    model.put("cells", ScorecardTables.allCells(report.scorecard()));
    model.put("quarantine", report.quarantine());
    model.put("noQuarantine", Report.NO_QUARANTINE);
    model.put("provenance", report.provenance());
    model.put("seconds", report.seconds());
    return model;
  }

  private static Configuration templates() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(HtmlReport.class, "page");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    return configuration;
  }
}
