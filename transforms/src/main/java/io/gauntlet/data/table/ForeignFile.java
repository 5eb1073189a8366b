package io.gauntlet.data.table;

import io.gauntlet.data.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Optional;

/** Files that are taken for tables and are none, by their first bytes. */
enum ForeignFile {
  ZIP("504b0304", "a zip archive, as .xlsx and .ods are", "save the sheet as CSV UTF-8"),
  XLS("d0cf11e0a1b11ae1", "a spreadsheet (.xls)", "save the sheet as CSV UTF-8"),
  GZIP("1f8b", "compressed by gzip", "unpack it"),
  BZIP2("425a68", "compressed by bzip2", "unpack it"),
  XZ("fd377a585a00", "compressed by xz", "unpack it"),
  ZSTD("28b52ffd", "compressed by zstd", "unpack it"),
  PDF("255044462d", "a PDF", "give the table itself"),
  PARQUET("50415231", "a Parquet file", "write the table as CSV"),
  AVRO("4f626a01", "an Avro file", "write the table as CSV"),
  SQLITE("53514c69746520666f726d6174", "a database (SQLite)", "write the table as CSV"),
  LFS(
      "76657273696f6e2068747470733a2f2f6769742d6c6673",
      "a pointer of Git LFS",
      "fetch the file that it stands for");

  private static final int LONGEST = 32;

  private final String start;
  private final String what;
  private final String remedy;

  /**
   * @param start its first bytes, in hexadecimal
   * @param what it is
   * @param remedy what its user does
   */
  ForeignFile(String start, String what, String remedy) {
    this.start = start;
    this.what = what;
    this.remedy = remedy;
  }

  /**
   * Refuses a file whose first bytes are of no table.
   *
   * @param stream can be marked; stays where it is
   * @param file named in errors
   */
  static void refuse(InputStream stream, String file) throws IOException {
    stream.mark(LONGEST);
    String first = HexFormat.of().formatHex(stream.readNBytes(LONGEST));
    stream.reset();
    for (ForeignFile foreign : values()) {
      if (first.startsWith(foreign.start)) {
        throw new BadInputException(
            "no-table", "%s is %s; %s".formatted(file, foreign.what, foreign.remedy));
      }
    }
  }

  /** What a text is whose first line is no header: in words; empty where that is not known. */
  static Optional<String> ofText(String firstLine) {
    String start = TableCells.strip(firstLine);
    if (start.indexOf('\0') >= 0) {
      return Optional.of(
          "holds NUL bytes: it is no text, or text in UTF-16 without a byte order mark; save it as"
              + " UTF-8, or name its encoding, as in --encoding=UTF-16LE");
    }
    if (start.startsWith("<")) {
      return Optional.of("is a web page or XML; fetch the table itself");
    }
    if (start.startsWith("[")) {
      return Optional.of("is a JSON list; write the table as CSV, or one object a line");
    }
    return Optional.empty();
  }
}
