package io.gauntlet.data.table;

/**
 * Follows the quotation marks of a row through its lines, as RFC 4180 has them: a cell that begins
 * with one ends with one, and holds two for each of its own.
 */
final class Quoting {
  private static final char QUOTE = '"';

  private final char separator;
  private State state = State.START;

  private enum State {
    /** Before the first character of a cell. */
    START,
    /** In a cell that does not begin with a quotation mark; others in it are text. */
    PLAIN,
    /** In a cell that begins with one. */
    QUOTED,
    /** Behind one in such a cell: its end, or the first of two. */
    CLOSING,
    /** Behind the end of such a cell. */
    CLOSED,
    /** Text stands behind the end of a cell. */
    BROKEN
  }

  Quoting(char separator) {
    this.separator = separator;
  }

  /** Goes through a line. */
  void read(String line) {
    for (int i = 0; i < line.length() && state != State.BROKEN; i++) {
      state = after(line.charAt(i));
    }
  }

  private State after(char c) {
    return switch (state) {
      case START -> c == separator ? State.START : c == QUOTE ? State.QUOTED : State.PLAIN;
      case PLAIN -> c == separator ? State.START : State.PLAIN;
      case QUOTED -> c == QUOTE ? State.CLOSING : State.QUOTED;
      case CLOSING -> c == QUOTE ? State.QUOTED : behind(c);
      case CLOSED -> behind(c);
      case BROKEN -> State.BROKEN;
    };
  }

  private State behind(char c) {
    return c == separator ? State.START : c == ' ' || c == '\t' ? State.CLOSED : State.BROKEN;
  }

  /** Whether the row goes on behind the line's end. */
  boolean isOpen() {
    return state == State.QUOTED;
  }

  /** Whether text stands behind a quotation mark that ended a cell. */
  boolean isBroken() {
    return state == State.BROKEN;
  }
}
