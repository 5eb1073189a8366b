package io.gauntlet.data.table;

import com.google.common.collect.ImmutableList;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Quoted;
import io.gauntlet.data.table.TableRecord.Malformed;
import io.gauntlet.data.table.TableRecord.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the header of a table, and with it what separates the cells: the separator by which the
 * header has the columns that are asked for. A first line {@code sep=;}, as Excel reads it, leaves
 * one to try.
 */
final class HeaderSearch {
  /** As many as a spreadsheet has. */
  private static final int MOST_COLUMNS = 1 << 14;

  private final TableLines lines;
  private final String file;
  private final ImmutableList<String> columns;

  /**
   * What is found.
   *
   * @param separator of the cells
   * @param header the names of the columns
   */
  record Found(Separator separator, TableHeader header) {}

  private record Attempt(Separator separator, TableRecord record) {
    List<String> cells() {
      return record instanceof Row row ? row.cells() : List.of();
    }
  }

  HeaderSearch(TableLines lines, String file, List<String> columns) {
    this.lines = lines;
    this.file = file;
    this.columns = ImmutableList.copyOf(columns);
  }

  /**
   * Reads the header; the next line is that of the first row.
   *
   * @throws BadInputException when it lacks a column or has one twice, or where two separators fit
   */
  Found find() throws IOException {
    List<Attempt> attempts = attempts();
    List<Attempt> fitting =
        attempts.stream()
            .filter(attempt -> TableHeader.missing(columns, attempt.cells()).isEmpty())
            .filter(attempt -> attempt.cells().size() <= MOST_COLUMNS)
            .toList();
    if (fitting.isEmpty()) {
      throw refused(attempts);
    }
    // Of a table of one column every separator makes the same.
    if (fitting.stream().map(Attempt::cells).distinct().count() > 1) {
      throw new BadInputException(
          "two-separators",
          "%s: line %d has the columns by %s; name the separator in a line before it, as in sep=;"
              .formatted(
                  file,
                  fitting.get(0).record().line(),
                  fitting.stream().map(Attempt::separator).toList()));
    }
    Attempt header = fitting.get(0);
    new TableRecords(lines, header.separator()).next();
    return new Found(
        header.separator(),
        TableHeader.of(header.cells(), "%s: line %d".formatted(file, header.record().line())));
  }

  private List<Attempt> attempts() throws IOException {
    List<Attempt> attempts = new ArrayList<>();
    for (Separator separator : possible()) {
      Optional<TableRecord> record = new TableRecords(lines, separator).next();
      record.ifPresent(
          found -> {
            lines.putBack(found.lines());
            attempts.add(new Attempt(separator, found));
          });
    }
    if (attempts.isEmpty()) {
      throw new BadInputException(
          "no-table", "%s is empty; give a table with the columns %s".formatted(file, columns));
    }
    return attempts;
  }

  /** The separators to try; a line that names one is passed over. */
  private Set<Separator> possible() throws IOException {
    Optional<TableLine> first = lines.next();
    Optional<Separator> said = first.flatMap(line -> Separator.said(line.text()));
    if (said.isEmpty()) {
      first.ifPresent(line -> lines.putBack(List.of(line)));
    }
    return said.map(EnumSet::of).orElse(EnumSet.allOf(Separator.class));
  }

  private BadInputException refused(List<Attempt> attempts) {
    Attempt best =
        attempts.stream()
            .max(
                Comparator.<Attempt>comparingLong(
                        attempt -> TableHeader.found(columns, attempt.cells()))
                    .thenComparing(attempt -> attempt.cells().size()))
            .orElseThrow();
    TableLine line = best.record().lines().get(0);
    Optional<String> foreign = ForeignFile.ofText(line.text());
    if (foreign.isPresent()) {
      return new BadInputException("no-table", file + " " + foreign.get());
    }
    if (best.record() instanceof Malformed malformed) {
      return new BadInputException(
          "bad-quotes", "%s: line %d: %s".formatted(file, line.number(), malformed.why()));
    }
    if (best.cells().size() > MOST_COLUMNS) {
      return new BadInputException(
          "no-table",
          "%s: line %d has %d columns; a table has at most %d"
              .formatted(file, line.number(), best.cells().size(), MOST_COLUMNS));
    }
    return new BadInputException(
        "no-column",
        "%s: line %d: the column %s is missing, there are %s; give a table with the columns %s"
            .formatted(
                file,
                line.number(),
                TableHeader.missing(columns, best.cells()).orElseThrow(),
                Quoted.of(best.cells()),
                columns));
  }
}
