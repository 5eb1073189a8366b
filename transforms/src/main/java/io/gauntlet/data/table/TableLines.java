package io.gauntlet.data.table;

import io.gauntlet.data.BadInputException;
import io.gauntlet.data.table.DecodedText.UndecodableException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The lines of a file, ended by CR, LF or both; a line that was read can be put back. */
final class TableLines {
  /** Characters of a line, or of a row of several lines, above which it is none. */
  static final int LONGEST = 1 << 20;

  private final String file;
  private final DecodedText text;
  private final Deque<TableLine> back = new ArrayDeque<>();
  private long read;

  TableLines(String file, DecodedText text) {
    this.file = file;
    this.text = text;
  }

  /**
   * The next line; empty at the end of the file.
   *
   * @throws BadInputException when bytes of it are no characters
   */
  Optional<TableLine> next() throws IOException {
    if (!back.isEmpty()) {
      return Optional.of(back.pop());
    }
    try {
      if (text.peek() < 0) {
        return Optional.empty();
      }
      TableLine line = line(read + 1);
      read++;
      return Optional.of(line);
    } catch (UndecodableException e) {
      throw new BadInputException(
          "bad-encoding",
          "%s: line %s holds %s; save the table as UTF-8, or name its encoding, as in --encoding=windows-1252"
              .formatted(file, read + 1, e.getMessage()));
    }
  }

  /** The next line that is not blank; empty at the end of the file. */
  Optional<TableLine> nextWritten() throws IOException {
    Optional<TableLine> line = next();
    while (line.isPresent() && line.get().isBlank()) {
      line = next();
    }
    return line;
  }

  private TableLine line(long number) throws IOException {
    StringBuilder line = new StringBuilder();
    long length = 0;
    int c = text.read();
    while (c >= 0 && c != '\n' && c != '\r') {
      if (length++ < LONGEST) {
        line.append((char) c);
      }
      c = text.read();
    }
    return new TableLine(number, line.toString(), end(c), length);
  }

  private String end(int last) throws IOException {
    if (last < 0) {
      return "";
    }
    if (last == '\r' && text.peek() == '\n') {
      text.read();
      return "\r\n";
    }
    return Character.toString(last);
  }

  /** Gives lines again, in their order, before those that come next. */
  void putBack(List<TableLine> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      back.push(lines.get(i));
    }
  }
}
