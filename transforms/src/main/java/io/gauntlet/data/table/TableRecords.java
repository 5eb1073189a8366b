package io.gauntlet.data.table;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The rows of a file. A row is one line, or several where a quoted cell holds line breaks; a
 * quotation mark that is never closed costs its own line and not the file.
 */
final class TableRecords implements Records {
  private static final String TOO_LONG =
      "the row has more than %s characters; close the quotation mark that is open"
          .formatted(TableLines.LONGEST);
  private static final String BROKEN =
      "text follows a quotation mark that ends a cell; write two for each one in a cell";
  private static final String NEVER_CLOSED = "a quotation mark is never closed; close it";

  private final TableLines lines;
  private final Separator separator;
  private final CSVFormat format;

  TableRecords(TableLines lines, Separator separator) {
    this.lines = lines;
    this.separator = separator;
    this.format = CSVFormat.RFC4180.builder().setDelimiter(separator.character()).get();
  }

  @Override
  public String fault() {
    return "bad-quotes";
  }

  @Override
  public Optional<TableRecord> next() throws IOException {
    Optional<TableLine> first = lines.nextWritten();
    return first.isPresent() ? Optional.of(startingWith(first.get())) : Optional.empty();
  }

  private TableRecord startingWith(TableLine first) throws IOException {
    ImmutableList.Builder<TableLine> taken = ImmutableList.builder();
    StringBuilder text = new StringBuilder();
    Quoting quoting = new Quoting(separator.character());
    for (TableLine line = first; ; ) {
      taken.add(line);
      if (text.length() + line.length() > TableLines.LONGEST) {
        return TableRecord.malformed(taken.build(), TOO_LONG);
      }
      text.append(line.text());
      quoting.read(line.text());
      if (quoting.isBroken()) {
        return TableRecord.malformed(taken.build(), BROKEN);
      }
      if (!quoting.isOpen()) {
        return row(taken.build(), text.toString());
      }
      Optional<TableLine> next = lines.next();
      if (next.isEmpty()) {
        return TableRecord.malformed(taken.build(), NEVER_CLOSED);
      }
      text.append(line.end());
      line = next.get();
    }
  }

  private TableRecord row(ImmutableList<TableLine> taken, String text) throws IOException {
    try (CSVParser parser = CSVParser.parse(text, format)) {
      CSVRecord row = parser.iterator().next();
      return TableRecord.row(taken, ImmutableList.copyOf(row.values()));
    }
  }
}
