package io.gauntlet.report;

import io.gauntlet.report.gallery.Exhibits;
import io.gauntlet.report.legend.EpsilonTile;
import io.gauntlet.report.page.PageTemplate;
import io.gauntlet.report.paper.ReportTables;
import io.gauntlet.report.radius.RadiusSection;
import io.gauntlet.report.sentence.Remedies;
import io.gauntlet.report.sentence.Summary;
import io.gauntlet.report.table.ReportTable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The report as one HTML page that needs no network; its policy forbids it that, and all scripts
 * but the one that sorts, filters and exports its tables. All text from outside is escaped.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /** Writes the page, to be stored as UTF-8. */
  public static String render(Report report) {
    return render(report, "");
  }

  /**
   * Writes the page, to be stored as UTF-8.
   *
   * @param diff page beside it that shows studies that changed sides; empty for none
   */
  public static String render(Report report, String diff) {
    Map<String, Object> model = model(report);
    model.put("diff", diff);
    return PageTemplate.REPORT.render(model);
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
    model.put("calibration", Reliability.note(report.scorecard().classes()));
    model.put("classes", ClassTable.of(report.scorecard()));
    model.put("curves", Curves.of(report.scorecard()));
    model.put("radii", RadiusSection.charts(report.scorecard()));
    model.put("smallest", RadiusSection.table(report.scorecard()));
    model.put("areas", ScorecardTables.areas(report.scorecard()));
    model.put("transfers", ScorecardTables.transfers(report.scorecard()));
    model.put("interactions", Interaction.strongest(report.scorecard()));
    Interaction.chart(report.scorecard()).ifPresent(chart -> model.put("fooled", chart));
    model.put("shadedColumn", ReportTable.shaded(""));
    model.put("pairs", InteractionTable.of(report.scorecard()));
    model.put("warnings", ScorecardTables.warnings(report.scorecard()));
    model.put("worstGroups", WorstGroupTable.of(report.scorecard()));
    model.put("slices", SliceTable.of(report.scorecard()));
    model.put("trends", Trends.of(report.scorecard(), report.history()));
    model.put("spread", ScorecardTables.spread(report.scorecard()));
    model.put("gallery", GalleryPage.of(report.gallery()));
    model.put("rule", Exhibits.RULE);
    model.put("cells", ScorecardTables.allCells(report.scorecard()));
    model.put("quarantine", report.quarantine());
    model.put("noQuarantine", Report.NO_QUARANTINE);
    model.put("remedies", Remedies.of(report.scorecard()));
    model.put("epsilons", EpsilonTile.of(report.scorecard()));
    model.put("provenance", report.provenance());
    model.put("seconds", report.seconds());
    return model;
  }
}
