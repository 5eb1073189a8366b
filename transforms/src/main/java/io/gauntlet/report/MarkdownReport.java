package io.gauntlet.report;

import java.util.ArrayList;
import java.util.List;

/** The report as GitHub-flavoured Markdown. */
public final class MarkdownReport {
  private MarkdownReport() {}

  /** Writes the report; what comes from outside is shown, never obeyed. */
  public static String render(Report report) {
    StringBuilder out = new StringBuilder("# ").append(Report.TITLE).append("\n\n");
    for (ReportTable table : ReportTables.of(report.scorecard()).all()) {
      section(out, table);
    }
    List<List<String>> quarantine = new ArrayList<>();
    report
        .quarantine()
        .forEach((reason, count) -> quarantine.add(List.of(reason, Long.toString(count))));
    section(
        out,
        new ReportTable(
            Report.QUARANTINE,
            quarantine.isEmpty() ? Report.NO_QUARANTINE : "Inputs that could not be used.",
            List.of("Reason", "Inputs"),
            1,
            quarantine));
    List<List<String>> provenance = new ArrayList<>();
    report.provenance().forEach((name, value) -> provenance.add(List.of(name, value)));
    section(
        out,
        new ReportTable(
            Report.PROVENANCE,
            "What this run was made of.",
            List.of("Name", "Value"),
            2,
            provenance));
    return out.toString();
  }

  private static void section(StringBuilder out, ReportTable table) {
    out.append("## ").append(table.title()).append("\n\n").append(table.note()).append("\n\n");
    if (table.rows().isEmpty()) {
      return;
    }
    line(out, table.header());
    out.append('|');
    for (int column = 0; column < table.header().size(); column++) {
      out.append(column < table.textColumns() ? " --- |" : " ---: |");
    }
    out.append('\n');
    table.rows().forEach(row -> line(out, row));
    out.append('\n');
  }

  private static void line(StringBuilder out, List<String> cells) {
    out.append('|');
    cells.forEach(cell -> out.append(' ').append(escape(cell)).append(" |"));
    out.append('\n');
  }

  private static String escape(String text) {
    return text.replaceAll("[\\\\`*_\\[\\]|~]", "\\\\$0")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("\\R", " ");
  }
}
