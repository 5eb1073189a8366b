package io.gauntlet.report.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The figures of Tables 1, 2 and 3 of Mozhegova et al. 2025, as printed there. */
public final class PaperTables {
  private static final List<Row> ROWS = load();

  /**
   * One printed row; figures are F1 of the abnormal class in percent, in {@code [0, 100]}.
   *
   * @param table 1, 2 or 3
   * @param generator victim that the images were made against; empty in Table 1
   * @param attack as {@code paper-tables.csv} names it
   * @param early figure of early fusion
   * @param late figure of late fusion
   * @param ensemble figure of the ensemble
   * @param unimodal figure in brackets, of the one-modality model
   */
  public record Row(
      int table,
      String generator,
      String attack,
      OptionalDouble early,
      OptionalDouble late,
      OptionalDouble ensemble,
      OptionalDouble unimodal) {

    /** The figure of a victim; empty where the paper has none. */
    public OptionalDouble f1(String victim) {
      return switch (victim) {
        case PaperGrid.EARLY -> early;
        case PaperGrid.LATE -> late;
        case PaperGrid.ENSEMBLE -> ensemble;
        default -> OptionalDouble.empty();
      };
    }
  }

  private PaperTables() {}

  /** All rows, in the order of the paper. */
  public static List<Row> rows() {
    return ROWS;
  }

  /** The rows of one table, in the order of the paper. */
  public static List<Row> rows(int table) {
    return ROWS.stream().filter(row -> row.table() == table).toList();
  }

  /**
   * The row of Table 1 of an attack.
   *
   * @throws IllegalArgumentException when the table has none
   */
  static Row table1(String attack) {
    return rows(1).stream()
        .filter(row -> row.attack().equals(attack))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Table 1 has no row '" + attack + "'"));
  }

  private static List<Row> load() {
    try (InputStream file = PaperTables.class.getResourceAsStream("paper-tables.csv");
        Reader text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      return CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(text)
          .stream()
          .map(PaperTables::row)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(CSVRecord csv) {
    return new Row(
        Integer.parseInt(csv.get("table")),
        generator(csv.get("generator")),
        csv.get("attack"),
        figure(csv, "early_fusion"),
        figure(csv, "late_fusion"),
        figure(csv, "ensemble_fusion"),
        figure(csv, "unimodal_in_brackets"));
  }

  private static String generator(String name) {
    return name.equals("ensemble_fusion") ? PaperGrid.ENSEMBLE : name.replace('_', '-');
  }

  private static OptionalDouble figure(CSVRecord csv, String column) {
    String text = csv.get(column);
    return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
  }
}
