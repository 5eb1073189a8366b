package io.gauntlet.data.table;

/**
 * A line of a file.
 *
 * @param number from 1
 * @param text its characters; of a line that is too long, the first of them
 * @param end what ends it: CR, LF, both, or nothing at the end of the file
 * @param length characters in the file
 */
record TableLine(long number, String text, String end, long length) {

  /** Whether the text is all of it. */
  boolean isWhole() {
    return length == text.length();
  }

  boolean isBlank() {
    return isWhole() && TableCells.strip(text).isEmpty();
  }
}
