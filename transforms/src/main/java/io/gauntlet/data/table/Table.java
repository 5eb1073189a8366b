package io.gauntlet.data.table;

import com.google.common.collect.ImmutableList;
import io.gauntlet.data.BadInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A table: a header and cells separated by commas, semicolons or tabs, quoted as RFC 4180 has it;
 * or JSON lines, an object a line.
 *
 * <pre>{@code
 * Table.open(new TableFile(stream, "cohort.csv", TableEncoding.UTF_8), List.of("uid", "findings"))
 *     .read(rows);
 * }</pre>
 *
 * <p>Rows are handed out one by one: a file may be of any size.
 */
public final class Table {
  private final String file;
  private final ImmutableList<String> columns;
  private final TableLines lines;
  private final Records records;
  private final TableHeader header;

  private Table(String file, List<String> columns, TableLines lines) throws IOException {
    HeaderSearch.Found found =
        JsonKeys.areIn(lines)
            ? new JsonKeys(lines, file, columns).find()
            : new HeaderSearch(lines, file, columns).find();
    this.file = file;
    this.columns = ImmutableList.copyOf(columns);
    this.lines = lines;
    this.records = found.records();
    this.header = found.header();
  }

  /**
   * Reads the header.
   *
   * @param columns that the table must have
   * @throws BadInputException when the file is no table, its header lacks a column or has one
   *     twice, or bytes of it are no characters of its encoding
   */
  public static Table open(TableFile file, List<String> columns) throws IOException {
    BufferedInputStream stream = new BufferedInputStream(file.stream());
    ForeignFile.refuse(stream, file.name());
    DecodedText text = DecodedText.open(stream, file.encoding());
    return new Table(file.name(), columns, new TableLines(file.name(), text));
  }

  /** The names of the columns, as the file spells them, in its order. */
  public ImmutableList<String> columns() {
    return header.names();
  }

  /**
   * Hands out the rows, but for those whose cells are all empty.
   *
   * @throws BadInputException when bytes of the file are no characters of its encoding
   */
  public void read(TableRows<TableRow> rows) throws IOException {
    for (Optional<TableRecord> next = records.next(); next.isPresent(); next = records.next()) {
      TableRecord record = next.get();
      if (record.fault().isPresent()) {
        lines.putBack(record.lines().subList(1, record.lines().size()));
        rows.bad(new BadRow(file, record.line(), records.fault(), record.fault().get()));
      } else {
        read(record, rows);
      }
    }
  }

  private void read(TableRecord row, TableRows<TableRow> rows) {
    if (row.cells().stream().allMatch(cell -> TableCells.strip(cell).isEmpty())) {
      return;
    }
    Optional<String> misfit = header.misfit(row.cells());
    if (misfit.isPresent()) {
      rows.bad(new BadRow(file, row.line(), "bad-cells", misfit.get()));
      return;
    }
    TableRow found = new TableRow(file, row.line(), header, row.cells());
    Optional<String> lost = lost(found);
    if (lost.isPresent()) {
      rows.bad(found.bad("bad-characters", lost.get()));
    } else {
      rows.row(found);
    }
  }

  private Optional<String> lost(TableRow row) {
    for (String column : columns) {
      OptionalInt lost = TableCells.lost(row.cell(column));
      if (lost.isPresent()) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "the cell %s holds U+%04X, which no text does; write the character that was meant",
                column,
                lost.getAsInt()));
      }
    }
    return Optional.empty();
  }

  /**
   * Goes through what is left of the file without making rows of it.
   *
   * @throws BadInputException when bytes of the file are no characters of its encoding
   */
  public void decode() throws IOException {
    Optional<TableLine> line = lines.next();
    while (line.isPresent()) {
      line = lines.next();
    }
  }
}
