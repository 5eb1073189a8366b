package io.gauntlet.data.table;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands between the cells of a row. */
enum Separator {
  /** Of CSV as RFC 4180 has it. */
  COMMA(','),
  /** Of spreadsheets where the comma is the decimal point. */
  SEMICOLON(';'),
  /** Of TSV, and of spreadsheets that save Unicode text. */
  TAB('\t');

  /** The line by which Excel is told what separates. */
  private static final Pattern SAID = Pattern.compile("\\s*\"?sep=(.)\"?\\s*");

  private final char character;

  Separator(char character) {
    this.character = character;
  }

  char character() {
    return character;
  }

  /**
   * The separator that a line such as {@code sep=;} names; empty where a line is not of this kind.
   */
  static Optional<Separator> said(String line) {
    Matcher said = SAID.matcher(line);
    return said.matches()
        ? Arrays.stream(values())
            .filter(separator -> separator.character == said.group(1).charAt(0))
            .findFirst()
        : Optional.empty();
  }
}
