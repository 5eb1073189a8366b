package io.gauntlet.data.manifest;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.CommaList;
import io.gauntlet.data.Quoted;
import io.gauntlet.data.table.TableCells;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * The classes of a cohort, and which of them the cell of a column says.
 *
 * <table>
 * <caption>How users write it</caption>
 * <tr><td>{@code finding:Pneumothorax}</td><td>whether it is among the values of the cell</td></tr>
 * <tr><td>{@code finding:!No Finding}</td><td>whether the cell says anything else</td></tr>
 * <tr><td>{@code finding:normal,viral,bacterial}</td><td>which of them the cell says</td></tr>
 * <tr><td>{@code Pneumothorax}</td><td>yes or no, 1 or 0, as CheXpert has it</td></tr>
 * </table>
 *
 * <p>A cell of several values has them separated by {@code |} or {@code ;}, or is a list as Python
 * prints it. An empty cell says nothing, and neither does one that holds {@code NaN}.
 */
public sealed interface LabelRule extends Serializable {
  /** Values that say yes. */
  ImmutableSet<String> YES =
      ImmutableSet.of("1", "1.0", "true", "t", "yes", "y", "positive", "present");

  /** Values that say no. */
  ImmutableSet<String> NO =
      ImmutableSet.of("0", "0.0", "false", "f", "no", "n", "negative", "absent");

  /** Values by which labellers say that they do not know. */
  ImmutableSet<String> UNCERTAIN = ImmutableSet.of("-1", "-1.0", "uncertain", "unknown");

  /** The column that holds it. */
  String column();

  /** The classes in the order of the logits; of two, the second is positive. */
  ImmutableList<String> classes();

  /** The values of a cell that may be one of the classes. */
  default List<String> values(String cell) {
    return TableCells.isMissing(cell) ? List.of() : valuesOf(TableCells.strip(cell));
  }

  /** The values that a user named, and that some cell of a cohort should say. */
  default ImmutableList<String> named() {
    return ImmutableList.of();
  }

  /**
   * The class of a cell that is not missing.
   *
   * @throws BadInputException when it says none of the classes; with the reason {@code no-label} or
   *     {@code uncertain-label}
   */
  String read(String cell);

  /**
   * The class that a cell says.
   *
   * @throws BadInputException when it says none; with the reason {@code no-label} or {@code
   *     uncertain-label}
   */
  default String of(String cell) {
    if (TableCells.isMissing(cell)) {
      throw new BadInputException(
          "no-label",
          "the cell %s is empty, which is no label; fill it in".formatted(Quoted.of(column())));
    }
    return read(TableCells.strip(cell));
  }

  /**
   * Reads what a user wrote.
   *
   * @throws IllegalArgumentException when it is none of the forms
   */
  static LabelRule parse(String text) {
    int colon = text.indexOf(':');
    String column = (colon < 0 ? text : text.substring(0, colon)).strip();
    if (column.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' names no column; give one, such as finding:Pneumothorax"
              .formatted(Quoted.of(text)));
    }
    if (colon < 0) {
      return new YesNo(column);
    }
    List<String> values = CommaList.ofPaths(text.substring(colon + 1).strip());
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' names no value; give one, such as finding:Pneumothorax".formatted(Quoted.of(text)));
    }
    if (values.size() > 1) {
      return new OneOf(column, ImmutableList.copyOf(values));
    }
    String value = values.get(0);
    return value.startsWith("!")
        ? new AnythingBut(column, value.substring(1).strip())
        : new Holds(column, value);
  }

  /** Whether a value is among those of the cell. */
  record Holds(String column, String value) implements LabelRule {
    @Override
    public ImmutableList<String> named() {
      return ImmutableList.of(value);
    }

    @Override
    public ImmutableList<String> classes() {
      return ImmutableList.of("no " + value, value);
    }

    @Override
    public String read(String cell) {
      boolean holds = valuesOf(cell).stream().anyMatch(value::equalsIgnoreCase);
      return classes().get(holds ? 1 : 0);
    }
  }

  /** Whether the cell says anything but one value; beside others, that value contradicts them. */
  record AnythingBut(String column, String value) implements LabelRule {
    public AnythingBut {
      if (value.isEmpty()) {
        throw new IllegalArgumentException(
            "! stands before nothing; name the value of the studies without findings");
      }
    }

    @Override
    public ImmutableList<String> named() {
      return ImmutableList.of(value);
    }

    @Override
    public ImmutableList<String> classes() {
      return ImmutableList.of(value, "not " + value);
    }

    @Override
    public String read(String cell) {
      List<String> values = valuesOf(cell);
      boolean said = values.stream().anyMatch(value::equalsIgnoreCase);
      if (said && values.size() > 1) {
        throw new BadInputException(
            "no-label",
            "the cell %s says %s and something else; write one of both"
                .formatted(Quoted.of(column), Quoted.of(value)));
      }
      return classes().get(said ? 0 : 1);
    }
  }

  /** Which of some classes the cell says. */
  record OneOf(String column, ImmutableList<String> classes) implements LabelRule {
    @Override
    public ImmutableList<String> named() {
      return classes;
    }

    @Override
    public List<String> values(String cell) {
      return TableCells.isMissing(cell) ? List.of() : List.of(TableCells.strip(cell));
    }

    @Override
    public String read(String cell) {
      return classes.stream()
          .filter(cell::equalsIgnoreCase)
          .findFirst()
          .orElseThrow(
              () ->
                  new BadInputException(
                      "no-label",
                      "the cell %s is '%s'; write one of %s"
                          .formatted(Quoted.of(column), Quoted.of(cell), classes)));
    }
  }

  /** Whether the cell says yes. */
  record YesNo(String column) implements LabelRule {
    @Override
    public ImmutableList<String> classes() {
      return ImmutableList.of("no " + column, column);
    }

    @Override
    public String read(String cell) {
      String said = cell.toLowerCase(Locale.ROOT);
      if (UNCERTAIN.contains(said)) {
        throw new BadInputException(
            "uncertain-label",
            "the cell %s is %s: the labeller did not know; decide"
                .formatted(Quoted.of(column), Quoted.of(cell)));
      }
      if (!YES.contains(said) && !NO.contains(said)) {
        throw new BadInputException(
            "no-label",
            "the cell %s is '%s'; write 1 or 0, or name the value that counts, as in --label=%s:VALUE"
                .formatted(Quoted.of(column), Quoted.of(cell), Quoted.of(column)));
      }
      return classes().get(YES.contains(said) ? 1 : 0);
    }
  }

  /** The values of a cell, each without the space around it. */
  private static List<String> valuesOf(String cell) {
    if (cell.startsWith("[") && cell.endsWith("]")) {
      return Splitter.on(',')
          .trimResults(CharMatcher.whitespace().or(CharMatcher.anyOf("'\"")))
          .omitEmptyStrings()
          .splitToList(cell.substring(1, cell.length() - 1));
    }
    return Splitter.on(CharMatcher.anyOf("|;")).trimResults().omitEmptyStrings().splitToList(cell);
  }
}
