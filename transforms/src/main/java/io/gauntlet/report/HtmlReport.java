package io.gauntlet.report;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The report as one HTML page that needs no network: tables, bars, quarantine and provenance. */
public final class HtmlReport {
  private static final Configuration TEMPLATES = templates();

  private HtmlReport() {}

  /** Writes the page, to be stored as UTF-8; all text from outside is escaped. */
  public static String render(Report report) {
    StringWriter page = new StringWriter();
    try {
      TEMPLATES
          .getTemplate("report.ftlh")
          .process(
              Map.of(
                  "title",
                  Report.TITLE,
                  "tables",
                  ReportTables.of(report.scorecard()).all(),
                  "chart",
                  BarChart.of(report.scorecard()),
                  "quarantineTitle",
                  Report.QUARANTINE,
                  "noQuarantine",
                  Report.NO_QUARANTINE,
                  "quarantine",
                  report.quarantine(),
                  "provenanceTitle",
                  Report.PROVENANCE,
                  "provenance",
                  report.provenance()),
              page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException("report.ftlh: " + e.getMessage(), e);
    }
    return page.toString();
  }

  private static Configuration templates() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(HtmlReport.class, "");
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    return configuration;
  }
}
