package io.gauntlet.data.table;

import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Quoted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the columns of JSON lines: the keys of the first of them. */
final class JsonKeys {
  /**
   * Lines whose keys are looked at: exports that leave out empty values leave them out here too.
   */
  private static final int FIRST_LINES = 1_000;

  /** Characters after which no more lines are looked at. */
  private static final int FIRST_CHARACTERS = 1 << 22;

  private final TableLines lines;
  private final String file;
  private final List<String> columns;

  JsonKeys(TableLines lines, String file, List<String> columns) {
    this.lines = lines;
    this.file = file;
    this.columns = columns;
  }

  /** Whether the first line that is not blank begins an object; no line but blank ones is lost. */
  static boolean areIn(TableLines lines) throws IOException {
    Optional<TableLine> line = lines.nextWritten();
    lines.putBack(line.stream().toList());
    return line.map(first -> TableCells.strip(first.text()).startsWith("{")).orElse(false);
  }

  /**
   * Reads the keys; the next line is the first.
   *
   * @throws BadInputException when they lack a column, or the file is one object of many lines
   */
  HeaderSearch.Found find() throws IOException {
    Set<String> keys = new LinkedHashSet<>();
    List<TableLine> looked = new ArrayList<>();
    int rows = 0;
    long characters = 0;
    Optional<TableLine> line = lines.next();
    while (line.isPresent() && looked.size() < FIRST_LINES && characters < FIRST_CHARACTERS) {
      looked.add(line.get());
      characters += line.get().text().length();
      if (addKeys(line.get(), keys)) {
        rows++;
      }
      line = lines.next();
    }
    line.ifPresent(looked::add);
    lines.putBack(looked);
    if (rows == 0) {
      throw new BadInputException(
          "no-table",
          "%s is JSON, and none of its first lines is an object; write one object a line, or the table as CSV"
              .formatted(file));
    }
    List<String> cells = List.copyOf(keys);
    List<String> missing = TableHeader.missing(columns, cells);
    if (!missing.isEmpty()) {
      throw new BadInputException(
          "no-column",
          "%s: the first %s lines have no key %s, there are %s; give objects with the keys %s"
              .formatted(file, looked.size(), missing.get(0), Quoted.of(cells), columns));
    }
    return new HeaderSearch.Found(
        new JsonRecords(lines, cells), TableHeader.of(cells, file + ": its keys"));
  }

  private static boolean addKeys(TableLine line, Set<String> keys) throws IOException {
    if (line.isBlank()) {
      return false;
    }
    try {
      keys.addAll(JsonRecords.values(line).keySet());
      return true;
    } catch (JsonRecords.NoRowException e) {
      return false;
    }
  }
}
