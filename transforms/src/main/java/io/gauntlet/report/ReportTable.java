package io.gauntlet.report;

import java.util.List;

/**
 * A table before anyone decides how it looks.
 *
 * @param title names it
 * @param note says how to read it, in a sentence or two
 * @param header one name a column
 * @param textColumns how many columns from the left hold names; the others hold figures
 * @param rows as many cells each as the header has
 */
public record ReportTable(
    String title, String note, List<String> header, int textColumns, List<List<String>> rows) {

  /**
   * Copies what could change.
   *
   * @throws IllegalArgumentException when a row is not as wide as the header
   */
  public ReportTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "%s: %d cells under %d headings".formatted(title, row.size(), header.size()));
      }
    }
  }
}
