package io.gauntlet.report;

import com.google.common.base.Strings;
import java.util.List;
import java.util.stream.IntStream;

/** The report as aligned plain text. */
public final class ConsoleReport {
  private static final String GAP = "  ";

  private ConsoleReport() {}

  /** Writes the report, lines ending in {@code \n}. */
  public static String render(Report report) {
    StringBuilder out = new StringBuilder();
    heading(out, Report.TITLE);
    ReportTables.of(report.scorecard()).all().forEach(table -> table(out, table));
    heading(out, Report.QUARANTINE);
    if (report.quarantine().isEmpty()) {
      out.append(Report.NO_QUARANTINE).append('\n');
    }
    int width = report.quarantine().keySet().stream().mapToInt(String::length).max().orElse(0);
    report.quarantine().forEach((reason, count) -> entry(out, reason, "" + count, width));
    out.append('\n');
    heading(out, Report.PROVENANCE);
    int names = report.provenance().keySet().stream().mapToInt(String::length).max().orElse(0);
    report.provenance().forEach((name, value) -> entry(out, name, value, names));
    return out.toString();
  }

  /** Writes one table, figures to the right and names to the left of their columns. */
  public static String render(ReportTable table) {
    StringBuilder out = new StringBuilder();
    table(out, table);
    return out.toString();
  }

  private static void table(StringBuilder out, ReportTable table) {
    heading(out, table.title());
    int[] widths =
        IntStream.range(0, table.header().size())
            .map(
                column ->
                    Math.max(
                        table.header().get(column).length(),
                        table.rows().stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0)))
            .toArray();
    line(out, table.header(), widths, table.textColumns());
    table.rows().forEach(row -> line(out, row, widths, table.textColumns()));
    out.append('\n');
  }

  private static void heading(StringBuilder out, String text) {
    out.append(text).append('\n').append("-".repeat(text.length())).append('\n');
  }

  private static void line(StringBuilder out, List<String> cells, int[] widths, int textColumns) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      line.append(column == 0 ? "" : GAP)
          .append(
              column < textColumns
                  ? Strings.padEnd(cells.get(column), widths[column], ' ')
                  : Strings.padStart(cells.get(column), widths[column], ' '));
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static void entry(StringBuilder out, String name, String value, int width) {
    out.append(Strings.padEnd(name, width, ' ')).append(GAP).append(value).append('\n');
  }
}
