package io.gauntlet.data.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
  private static final List<String> COLUMNS = List.of("uid", "text");

  /** Each row as {@code line:uid=text}, each bad one as {@code line:reason: detail}. */
  private static List<String> read(byte[] bytes, TableEncoding encoding) throws IOException {
    List<String> read = new ArrayList<>();
    Table.open(new TableFile(new ByteArrayInputStream(bytes), "t.csv", encoding), COLUMNS)
        .read(
            new TableRows<>() {
              @Override
              public void row(TableRow row) {
                read.add(row.line() + ":" + row.cell("uid") + "=" + row.cell("text"));
              }

              @Override
              public void bad(BadRow row) {
                assertEquals("t.csv", row.file());
                read.add(row.line() + ":" + row.reason() + ": " + row.detail());
              }
            });
    return read;
  }

  private static List<String> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8), TableEncoding.UTF_8);
  }

  /** What pandas and jq write; numbers stay as they are written. */
  @Test
  void jsonLinesAreRows() throws IOException {
    assertEquals(
        List.of(
            "1:007=a \u00e9",
            "3:12345678901234567890=",
            "4:1.0=true",
            "5:6=a|b",
            "6:bad-json: the line is invalid JSON (Duplicate field 'uid'); write one object a line",
            "7:bad-json: 'text' holds an object or a list of lists; give one value, or a list of them",
            "8:9=x",
            "9:bad-json: something follows the object of the line; write one a line",
            "10:bad-json: the line is not a JSON object; write one object a line"),
        read(
            """
            {"uid": "007", "text": "a \\u00e9"}

            {"uid": 12345678901234567890, "text": null}
            {"text": true, "uid": 1.0}
            {"uid": 6, "text": ["a", "b"]}
            {"uid": 7, "text": "x", "uid": 8}
            {"uid": 8, "text": {"a": 1}}
            {"uid": 9, "text": "x", "more": "y"}
            {"uid": 10, "text": "x"} {"uid": 11, "text": "x"}
            [1]
            """));
    assertEquals(
        List.of("1:1=x"),
        read(
            "\ufeff{\"UID\": 1, \"Text\": \"x\"}".getBytes(StandardCharsets.UTF_16LE),
            TableEncoding.UTF_8));
  }

  private static String refused(byte[] bytes) {
    String message =
        assertThrows(BadInputException.class, () -> read(bytes, TableEncoding.UTF_8)).getMessage();
    assertTrue(message.startsWith("t.csv"), message);
    assertFalse(message.contains("\n"), message);
    return message.substring("t.csv".length());
  }

  private static String refused(String text) {
    return refused(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void theHeaderTellsTheSeparator(String separator) throws IOException {
    String text = "uid|text|more\n1|\"a| b\"|c\n".replace("|", separator);
    assertEquals(List.of("2:1=a" + separator + " b"), read(text));
  }

  @Test
  void aCommaInTheCellsOfASemicolonTableIsText() throws IOException {
    assertEquals(List.of("2:1=3,5 cm"), read("uid;text\n1;3,5 cm\n"));
  }

  @Test
  void aHeaderThatFitsTwoSeparatorsIsRefusedUntilOneIsNamed() throws IOException {
    assertTrue(
        refused("uid,text,;uid;text\n")
            .startsWith(": line 1 has the columns by [COMMA, SEMICOLON]"));
    assertEquals(List.of("3:b=c"), read("sep=;\nuid,text,;uid;text\na;b;c\n"));
  }

  @Test
  void excelMayNameTheSeparator() throws IOException {
    assertEquals(List.of("3:1=a,b"), read("sep=;\r\nuid;text\r\n1;a,b\r\n"));
    assertEquals(List.of("3:1=a"), read("\"sep=\t\"\nuid\ttext\n1\ta\n"));
    assertEquals(
        ": line 2: the column uid is missing, there are [uid,text]; give a table with the columns"
            + " [uid, text], separated by commas, semicolons or tabs",
        refused("sep=;\nuid,text\n1,a\n"));
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, false", "UTF-8, true", "UTF-16LE, true", "UTF-16BE, true", "UTF-32LE, true"})
  void aByteOrderMarkTellsTheEncoding(String charset, boolean mark) throws IOException {
    byte[] bytes =
        ((mark ? "\ufeff" : "") + "uid,text\n1,5 µm 🫁\n").getBytes(Charset.forName(charset));
    assertEquals(List.of("2:1=5 µm 🫁"), read(bytes, TableEncoding.UTF_8));
    if (mark) {
      assertEquals(List.of("2:1=5 µm 🫁"), read(bytes, TableEncoding.named("windows-1252")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1252", "cp1252", "ISO-8859-15", "UTF-16LE", "GB18030"})
  void otherEncodingsAreNamed(String charset) throws IOException {
    byte[] bytes = "uid,text\n1,caf\u00e9\n".getBytes(Charset.forName(charset));
    assertEquals(List.of("2:1=café"), read(bytes, TableEncoding.named(charset)));
  }

  @Test
  void bytesThatAreNoUtf8AreRefusedWithTheirLine() {
    byte[] bytes = "uid,text\n1,fine\n2,5 µm\n".getBytes(Charset.forName("windows-1252"));
    assertEquals(
        ": line 3 holds the byte 0xb5, which is no UTF-8; save the table as UTF-8, or name its"
            + " encoding, as in --encoding=windows-1252",
        refused(bytes));
  }

  @Test
  void bytesThatTheNamedEncodingLacksAreRefused() {
    byte[] bytes = {'u', 'i', 'd', ',', 't', 'e', 'x', 't', '\n', '1', ',', (byte) 0x81, '\n'};
    String message =
        assertThrows(
                BadInputException.class, () -> read(bytes, TableEncoding.named("windows-1252")))
            .getMessage();
    assertTrue(message.startsWith("t.csv: line 2 holds the byte 0x81, which is no windows-1252"));
  }

  @Test
  void aFileThatEndsInsideACharacterIsRefused() {
    byte[] whole = "uid,text\n1,é".getBytes(StandardCharsets.UTF_8);
    byte[] cut = Arrays.copyOf(whole, whole.length - 1);
    assertTrue(refused(cut).startsWith(": line 2 holds the byte 0xc3"));
  }

  @Test
  void utf16WithoutMarkIsNotGuessed() {
    String message = refused("uid,text\n1,a\n".getBytes(StandardCharsets.UTF_16LE));
    assertTrue(message.startsWith(" holds NUL bytes"), message);
    assertTrue(message.endsWith("name its encoding, as in --encoding=UTF-16LE"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void anyLineEndWillDo(String end) throws IOException {
    String text = "uid,text|1,\"a|b\"|||2,c".replace("|", end);
    assertEquals(List.of("2:1=a" + end + "b", "6:2=c"), read(text));
  }

  @ParameterizedTest
  @CsvSource({
    "'1,no rales, no wheezes', 3",
    "'1,no rales, ', 3",
    "'1', 1",
    "'1,a,b,c,d', 5",
  })
  void aRowOfOtherCellsThanTheHeaderIsBad(String row, int found) throws IOException {
    assertEquals(
        List.of(
            "2:bad-cells: 2 cells are expected and %s found; put a cell that holds the separator in"
                    .formatted(found)
                + " quotation marks",
            "3:2=good"),
        read("uid,text\n" + row + "\n2,good\n"));
  }

  @Test
  void emptyColumnsOfSpreadsheetsAreNoHindranceButWhatTheyHoldIs() throws IOException {
    assertEquals(
        List.of(
            "2:1=a",
            "3:2=b",
            "4:bad-cells: 2 cells are expected and 3 found; put a cell that holds the separator in"
                + " quotation marks",
            "5:4=d"),
        read("uid,text,,\n1,a,,\n2,b\n3,c,shifted,\n4,d,\n,,,\n , ,,\n"));
  }

  @Test
  void aColumnWithoutNameInFrontIsNoHindrance() throws IOException {
    assertEquals(List.of("2:1=a"), read(",uid,text\n0,1,a\n"));
  }

  @Test
  void namesOfColumnsMayDifferInCaseAndSpace() throws IOException {
    assertEquals(List.of("2:1=a"), read(" UID ,\u00a0Text\n1,\u00a0a \n"));
  }

  @Test
  void aNameThatIsThereTwiceIsRefused() {
    assertEquals(
        ": line 1: the columns 2 and 3 are both named 'Text'; rename one",
        refused("uid,text,Text\n1,a,b\n"));
  }

  @Test
  void aQuotationMarkThatIsNeverClosedCostsItsOwnRow() throws IOException {
    assertEquals(
        List.of(
            "2:1=a",
            "3:bad-quotes: text follows a quotation mark that ends a cell; write two for each one in"
                + " a cell",
            "4:3=b, \"c\"",
            "5:bad-quotes: a quotation mark is never closed; close it",
            "6:5=d"),
        read("uid,text\n1,a\n2,\"never ends\n3,\"b, \"\"c\"\"\"\n4,\"nor this\n5,d\n"));
  }

  @Test
  void aQuotationMarkInsideACellIsText() throws IOException {
    assertEquals(List.of("2:1=5' 3\" tall"), read("uid,text\n1,5' 3\" tall\n"));
  }

  @Test
  void aRowIsNoLongerThanAMillionCharacters() throws IOException {
    StringBuilder text = new StringBuilder("uid,text\n1,\"never ends\n");
    while (text.length() < 3 * TableLines.LONGEST) {
      text.append("2,a row that is longer than it looks\n");
    }
    text.append("3,").append("x".repeat(2 * TableLines.LONGEST)).append("\n4,last\n");
    List<String> read = read(text.toString());
    assertTrue(read.get(0).startsWith("2:bad-quotes: the row has more than 1048576"), read.get(0));
    assertEquals("3:2=a row that is longer than it looks", read.get(1));
    String beforeLast = read.get(read.size() - 2);
    assertTrue(beforeLast.contains(":bad-quotes: the row has more"), beforeLast);
    assertTrue(read.get(read.size() - 1).endsWith(":4=last"));
  }

  @Test
  void aCaptionOfFortyThousandWordsIsRead() throws IOException {
    String caption = "opacity ".repeat(40_000).strip();
    assertEquals(List.of("2:1=" + caption), read("uid,text\n1," + caption + "\n"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0000", "7, 0007", "147, 0093", "65533, FFFD"})
  void charactersThatNoTextHoldsMakeABadRow(int character, String shown) throws IOException {
    assertEquals(
        List.of(
            "2:bad-characters: the cell text holds U+%s, which no text does; write the character"
                    .formatted(shown)
                + " that was meant",
            "3:2=good"),
        read("uid,text\n1,a" + (char) character + "b\n2,good\n"));
  }

  @Test
  void latin1IsNotTakenForWindows1252() throws IOException {
    byte[] bytes = "uid,text\n1,“quoted”\n".getBytes(Charset.forName("windows-1252"));
    assertEquals(List.of("2:1=“quoted”"), read(bytes, TableEncoding.named("windows-1252")));
    assertTrue(read(bytes, TableEncoding.named("ISO-8859-1")).get(0).contains("text holds U+0093"));
  }

  @Test
  void filesThatAreNoTablesAreRefusedInWords() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream archive = new ZipOutputStream(zip)) {
      archive.putNextEntry(new ZipEntry("xl/workbook.xml"));
    }
    assertEquals(
        " is a zip archive, as .xlsx and .ods are; save the sheet as CSV UTF-8",
        refused(zip.toByteArray()));
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(gzip)) {
      packed.write("uid,text\n".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(" is compressed by gzip; unpack it", refused(gzip.toByteArray()));
    assertEquals(
        " is a web page or XML; fetch the table itself",
        refused("\ufeff\n<!DOCTYPE html>\n<title>Log in</title>\n"));
    assertEquals(
        " is a JSON list; write the table as CSV, or one object a line",
        refused("[{\"uid\": 1}]\n"));
    assertEquals(
        ": the first 1 lines have no key text, there are [uid]; give objects with the keys [uid,"
            + " text]",
        refused("{\"uid\": 1}\n"));
    assertEquals(
        " is JSON, and none of its first lines is an object; write one object a line, or the table"
            + " as CSV",
        refused("{\n\"uid\": 1\n}\n"));
    assertEquals(" is empty; give a table with the columns [uid, text]", refused(""));
    assertEquals(" is empty; give a table with the columns [uid, text]", refused("\ufeff\n \n"));
    assertEquals(
        " is a pointer of Git LFS; fetch the file that it stands for",
        refused("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"));
  }

  @Test
  void aHeaderOfAMillionColumnsIsRefusedInOneShortLine() {
    StringBuilder header = new StringBuilder("uid,text");
    for (int i = 0; header.length() < TableLines.LONGEST - 10; i++) {
      header.append(",c").append(i);
    }
    String message = refused(header + "\n");
    assertTrue(message.matches(": line 1 has \\d+ columns; a table has at most 16384"), message);
    assertTrue(refused("a,".repeat(TableLines.LONGEST)).length() < 200);
    assertTrue(refused("column,".repeat(10_000)).length() < 400);
  }

  @Test
  void aFaultDeepInTheFileIsFoundBeforeItsRowsAreMade() throws IOException {
    byte[] bytes =
        ("uid,text\n" + "1,a\n".repeat(50_000) + "2,\u00e9\n")
            .getBytes(Charset.forName("windows-1252"));
    Table table =
        Table.open(
            new TableFile(new ByteArrayInputStream(bytes), "t.csv", TableEncoding.UTF_8), COLUMNS);
    String message = assertThrows(BadInputException.class, table::decode).getMessage();
    assertTrue(message.startsWith("t.csv: line 50002 holds the byte 0xe9"), message);
  }
}
