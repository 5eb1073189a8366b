package io.gauntlet.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.input.BOMInputStream;

/**
 * The two tables of the Indiana University collection (Mozhegova et al. 2025, section 3.3): CSV
 * with a header, cells in quotes where they hold commas or line breaks.
 */
public final class IndianaTables {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setAllowMissingColumnNames(true)
          .setIgnoreEmptyLines(true)
          .get();
  private static final List<String> REPORT_COLUMNS =
      List.of("uid", "MeSH", "Problems", "indication", "findings", "impression");
  private static final List<String> PROJECTION_COLUMNS = List.of("uid", "filename", "projection");

  private IndianaTables() {}

  /**
   * Reads the table of reports.
   *
   * @param file named in errors
   * @throws BadInputException when a column is missing or the file is not valid CSV
   */
  public static void reports(InputStream stream, String file, Consumer<ReportRow> rows)
      throws IOException {
    read(
        stream,
        file,
        REPORT_COLUMNS,
        (line, row) ->
            rows.accept(
                new ReportRow(
                    file,
                    line,
                    cell(row, "uid"),
                    cell(row, "MeSH"),
                    cell(row, "Problems"),
                    new ReportText(
                        cell(row, "indication"), cell(row, "findings"), cell(row, "impression")))));
  }

  /**
   * Reads the table of images.
   *
   * @param file named in errors
   * @throws BadInputException when a column is missing or the file is not valid CSV
   */
  public static void projections(InputStream stream, String file, Consumer<ProjectionRow> rows)
      throws IOException {
    read(
        stream,
        file,
        PROJECTION_COLUMNS,
        (line, row) ->
            rows.accept(
                new ProjectionRow(
                    file, line, cell(row, "uid"), cell(row, "filename"), cell(row, "projection"))));
  }

  /**
   * Checks the header of the table of reports, without its rows.
   *
   * @throws BadInputException when a column is missing
   */
  public static void checkReports(InputStream stream, String file) throws IOException {
    open(stream, file, REPORT_COLUMNS).close();
  }

  /**
   * Checks the header of the table of images, without its rows.
   *
   * @throws BadInputException when a column is missing
   */
  public static void checkProjections(InputStream stream, String file) throws IOException {
    open(stream, file, PROJECTION_COLUMNS).close();
  }

  @FunctionalInterface
  private interface RowReader {
    void read(long line, CSVRecord row);
  }

  private static void read(InputStream stream, String file, List<String> columns, RowReader reader)
      throws IOException {
    try (CSVParser parser = open(stream, file, columns)) {
      long line = parser.getCurrentLineNumber() + 1;
      for (CSVRecord row : parser) {
        reader.read(line, row);
        line = parser.getCurrentLineNumber() + 1;
      }
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        throw badTable(file, e.getCause());
      }
      throw e.getCause();
    }
  }

  private static BadInputException badTable(String file, Exception why) {
    return new BadInputException(
        "bad-table", file + ": is not valid CSV table as it should be: " + why.getMessage());
  }

  private static CSVParser open(InputStream stream, String file, List<String> columns)
      throws IOException {
    Reader reader =
        new BufferedReader(
            new InputStreamReader(
                BOMInputStream.builder().setInputStream(stream).get(), StandardCharsets.UTF_8));
    CSVParser parser = parser(reader, file);
    List<String> found = parser.getHeaderNames();
    for (String column : columns) {
      if (!found.contains(column)) {
        parser.close();
        throw new BadInputException(
            "no-column",
            "%s: the column %s is missing, there are %s; give a table with the columns %s"
                .formatted(file, column, found, columns));
      }
    }
    return parser;
  }

  private static CSVParser parser(Reader reader, String file) throws IOException {
    try {
      return CSVParser.parse(reader, FORMAT);
    } catch (CSVException | IllegalArgumentException e) {
      throw badTable(file, e);
    }
  }

  private static String cell(CSVRecord row, String column) {
    return row.isSet(column) ? row.get(column).strip() : "";
  }
}
