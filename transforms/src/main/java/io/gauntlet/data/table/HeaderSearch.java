package io.gauntlet.data.table;

import com.google.common.collect.ImmutableList;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Quoted;
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
   * @param records the rows behind the header
   * @param header the names of the columns
   */
  record Found(Records records, TableHeader header) {}

  /**
   * The first row as a separator has it.
   *
   * @param missing columns that it lacks as a header
   */
  private record Attempt(Separator separator, TableRecord record, List<String> missing) {
    List<String> cells() {
      return record.cells();
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
            .filter(attempt -> attempt.missing().isEmpty())
            .filter(attempt -> attempt.cells().size() <= MOST_COLUMNS)
            .toList();
    if (fitting.isEmpty()) {
      throw refused(attempts);
    }
    // Of a table of one column every separator makes the same.
    if (fitting.stream().map(Attempt::cells).distinct().count() > 1) {
      throw new BadInputException(
          "two-separators",
          "%s: line %s has the columns by %s; name the separator in a line before it, as in sep=;"
              .formatted(
                  file,
                  fitting.get(0).record().line(),
                  fitting.stream().map(Attempt::separator).toList()));
    }
    Attempt header = fitting.get(0);
    TableRecords records = new TableRecords(lines, header.separator());
    records.next();
    return new Found(
        records,
        TableHeader.of(header.cells(), "%s: line %s".formatted(file, header.record().line())));
  }

  private List<Attempt> attempts() throws IOException {
    List<Attempt> attempts = new ArrayList<>();
    for (Separator separator : possible()) {
      Optional<TableRecord> record = new TableRecords(lines, separator).next();
      record.ifPresent(
          found -> {
            lines.putBack(found.lines());
            attempts.add(
                new Attempt(separator, found, TableHeader.missing(columns, found.cells())));
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
                Comparator.<Attempt>comparingInt(attempt -> -attempt.missing().size())
                    .thenComparing(attempt -> attempt.cells().size()))
            .orElseThrow();
    TableLine line = best.record().lines().get(0);
    Optional<String> foreign = ForeignFile.ofText(line.text());
    if (foreign.isPresent()) {
      return new BadInputException("no-table", file + " " + foreign.get());
    }
    if (best.record().fault().isPresent()) {
      return new BadInputException(
          "bad-quotes",
          "%s: line %s: %s".formatted(file, line.number(), best.record().fault().get()));
    }
    if (best.cells().size() > MOST_COLUMNS) {
      return new BadInputException(
          "no-table",
          "%s: line %s has %s columns; a table has at most %s"
              .formatted(file, line.number(), best.cells().size(), MOST_COLUMNS));
    }
    return new BadInputException(
        "no-column",
        "%s: line %s: the column %s is missing, there are %s; give a table with the columns %s%s"
            .formatted(
                file,
                line.number(),
                best.missing().get(0),
                Quoted.names(best.cells()),
                columns,
                best.cells().size() == 1 && columns.size() > 1
                    ? ", separated by commas, semicolons or tabs"
                    : ""));
  }
}
