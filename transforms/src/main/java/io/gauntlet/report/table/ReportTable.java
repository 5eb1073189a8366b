package io.gauntlet.report.table;

import io.gauntlet.score.stats.Metric;
import java.util.List;

/**
 * A table before anyone decides how it looks.
 *
 * @param title names it
 * @param note says how to read it, in a sentence or two
 * @param columns from left to right
 * @param rows as many cells each as there are columns
 */
public record ReportTable(
    String title, String note, List<Column> columns, List<List<TableCell>> rows) {

  /** What a column holds. */
  public enum Kind {
    /** Names, to the left. */
    NAME,
    /** Figures of the run, to the right. */
    FIGURE,
    /** Figures of a run, shaded by their share. */
    SHADED,
    /** Figures from elsewhere to compare with. */
    REFERENCE
  }

  /**
   * A column.
   *
   * @param name its heading
   */
  public record Column(String name, Kind kind) {
    /** The column of a metric, shaded where it is a fraction. */
    public static Column of(Metric metric) {
      return metric.unit() == Metric.Unit.FRACTION
          ? shaded(metric.label())
          : figures(metric.label());
    }
  }

  /**
   * Copies what could change.
   *
   * @throws IllegalArgumentException when a row is not as wide as the header
   */
  public ReportTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<TableCell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "%s: %s cells under %s headings".formatted(title, row.size(), columns.size()));
      }
    }
  }

  public static Column names(String heading) {
    return new Column(heading, Kind.NAME);
  }

  public static Column figures(String heading) {
    return new Column(heading, Kind.FIGURE);
  }

  public static Column shaded(String heading) {
    return new Column(heading, Kind.SHADED);
  }

  public static Column reference(String heading) {
    return new Column(heading, Kind.REFERENCE);
  }
}
