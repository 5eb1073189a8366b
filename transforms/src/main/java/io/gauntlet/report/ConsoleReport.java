package io.gauntlet.report;

import com.google.common.base.Strings;
import io.gauntlet.report.sentence.WarningWords;
import io.gauntlet.report.table.ReportTable;
import io.gauntlet.report.table.TableCell;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import io.gauntlet.score.Scorecard;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tables as aligned plain text, without their intervals: a terminal is narrow. */
public final class ConsoleReport {
  private static final String GAP = "  ";

  private ConsoleReport() {}

  /** What the figures do not tell of, for a class or answers are missing, a sentence each. */
  public static List<String> gaps(Scorecard scorecard) {
    return scorecard.warnings().stream()
        .filter(
            warning ->
                warning.sign() == Sign.MISSING_CLASS || warning.sign() == Sign.INVALID_OUTCOMES)
        .map(warning -> WarningWords.of(warning, scorecard.classes()))
        .distinct()
        .toList();
  }

  /** Writes one table, figures to the right and names to the left of their columns. */
  public static String render(ReportTable table) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns().stream().map(ReportTable.Column::name).toList());
    table.rows().forEach(row -> lines.add(row.stream().map(TableCell::text).toList()));
    int[] widths =
        IntStream.range(0, table.columns().size())
            .map(
                column ->
                    lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
            .toArray();
    StringBuilder out = new StringBuilder();
    out.append(table.title()).append('\n').append("-".repeat(table.title().length())).append('\n');
    lines.forEach(line -> line(out, line, widths, table));
    return out.append('\n').toString();
  }

  private static void line(StringBuilder out, List<String> cells, int[] widths, ReportTable table) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      boolean name = table.columns().get(column).kind() == ReportTable.Kind.NAME;
      line.append(column == 0 ? "" : GAP)
          .append(
              name
                  ? Strings.padEnd(cells.get(column), widths[column], ' ')
                  : Strings.padStart(cells.get(column), widths[column], ' '));
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }
}
