package io.gauntlet.data.manifest;

import com.google.common.collect.ImmutableSet;
import java.io.Serializable;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text made of the cells of a row, such as {@code files/p{subject_id:2}/s{study_id}.jpg}: a name
 * in braces stands for the cell of that column, {@code :2} for its first two characters. A text
 * without braces is the name of one column.
 *
 * @param text as it is written
 */
record CellTemplate(String text) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Pattern PLACE = Pattern.compile("\\{([^{}:]+)(?::(\\d{1,3}))?}");

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException when a brace is left over
   */
  static CellTemplate of(String text) {
    String rest = PLACE.matcher(text).replaceAll("");
    if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
      throw new IllegalArgumentException(
          "has a brace that belongs to no column; write a column as {name}, or {name:2} for its"
              + " first 2 characters");
    }
    return new CellTemplate(text);
  }

  private boolean isColumn() {
    return text.indexOf('{') < 0;
  }

  /** The columns whose cells it takes. */
  ImmutableSet<String> columns() {
    return isColumn()
        ? ImmutableSet.of(text)
        : PLACE
            .matcher(text)
            .results()
            .map(place -> place.group(1))
            .collect(ImmutableSet.toImmutableSet());
  }

  /**
   * The text of a row; empty where one of its cells is.
   *
   * @param cell gives the cell of a column, empty where there is nothing
   */
  String fill(UnaryOperator<String> cell) {
    if (columns().stream().anyMatch(column -> cell.apply(column).isEmpty())) {
      return "";
    }
    return isColumn()
        ? cell.apply(text)
        : PLACE
            .matcher(text)
            .replaceAll(
                place -> {
                  String whole = cell.apply(place.group(1));
                  String taken =
                      place.group(2) == null
                          ? whole
                          : whole.substring(
                              0, Math.min(whole.length(), Integer.parseInt(place.group(2))));
                  return Matcher.quoteReplacement(taken);
                });
  }
}
