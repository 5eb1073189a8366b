package io.gauntlet.data.manifest;

import io.gauntlet.data.BadInputException;
import io.gauntlet.data.table.TableCells;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The uid in a cell, whatever a spreadsheet made of it. */
public final class StudyUids {
  /** A whole number of a column that was taken for numbers, as pandas and spreadsheets write it. */
  private static final Pattern WHOLE = Pattern.compile("(\\d+)[.,]0");

  /** The formula by which exports keep Excel from taking a text for a number. */
  private static final Pattern FORMULA = Pattern.compile("=\"(.*)\"");

  /** A long number as Excel shows it: its last digits are gone. */
  private static final Pattern ROUNDED = Pattern.compile("\\d([.,]\\d+)?[eE]\\+\\d+");

  private StudyUids() {}

  /**
   * The uid as text; leading zeros are a part of it.
   *
   * @throws BadInputException when there is none, or it lost digits
   */
  public static String of(String cell) {
    Matcher formula = FORMULA.matcher(cell);
    String uid = formula.matches() ? formula.group(1).strip() : cell;
    if (TableCells.isMissing(uid)) {
      throw new BadInputException("bad-row", "the uid is empty; give the study one");
    }
    if (ROUNDED.matcher(uid).matches()) {
      throw new BadInputException(
          "bad-row",
          "the uid %s is a number that a spreadsheet rounded; export the column as text"
              .formatted(uid));
    }
    Matcher whole = WHOLE.matcher(uid);
    return whole.matches() ? whole.group(1) : uid;
  }
}
