package io.gauntlet.data.table;

import com.google.common.base.CharMatcher;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/** What a cell of a table is. */
public final class TableCells {
  private static final CharMatcher SPACE =
      CharMatcher.whitespace().or(CharMatcher.anyOf("\ufeff\u200b"));
  private static final CharMatcher CONTROL =
      CharMatcher.javaIsoControl().and(CharMatcher.noneOf("\t\n\u000b\f\r"));
  private static final CharMatcher NO_TEXT = CONTROL.or(CharMatcher.is('\ufffd'));

  /** What exports write where there is nothing: the list of pandas.read_csv, in any case. */
  private static final Set<String> MISSING =
      Set.of(
          "",
          "#n/a",
          "#n/a n/a",
          "#na",
          "-1.#ind",
          "-1.#qnan",
          "-nan",
          "1.#ind",
          "1.#qnan",
          "<na>",
          "n/a",
          "na",
          "nan",
          "none",
          "null");

  private TableCells() {}

  /** A cell without the space around it, that of spreadsheets and of the web included. */
  public static String strip(String cell) {
    return SPACE.trimFrom(cell);
  }

  /** Whether a cell holds nothing, or a word that exports write for nothing. */
  public static boolean isMissing(String cell) {
    return MISSING.contains(strip(cell).toLowerCase(Locale.ROOT));
  }

  /** A character that no text holds: a control character, or what a lost one was replaced by. */
  static OptionalInt lost(String cell) {
    int place = NO_TEXT.indexIn(cell);
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(cell.charAt(place));
  }
}
