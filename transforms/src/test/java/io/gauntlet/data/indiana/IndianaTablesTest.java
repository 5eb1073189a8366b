package io.gauntlet.data.indiana;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.ImageFiles;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.data.table.TableRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.input.BrokenInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndianaTablesTest {
  private static final String HEADER = "uid,MeSH,Problems,image,indication,findings,impression\n";

  @Test
  void cellsMayHoldCommasAndLineBreaks() throws IOException {
    List<ReportRow> rows =
        reports(
            "\ufeff"
                + HEADER
                + "1,normal,normal,x,\"cough,\nfever\",XXXX clear.,\"No \"\"acute\"\" disease\"\n"
                + "2,Opacity/lung;Nodule ,Opacity,x,,,\n");
    assertEquals(2, rows.size());
    assertEquals("cough,\nfever", rows.get(0).text().indication());
    assertEquals("no \"acute\" disease xxxx clear. cough, fever", rows.get(0).text().caption());
    assertEquals("", rows.get(1).text().caption());
    assertEquals(ClassNames.NORMAL, Diagnoses.of(rows.get(0)));
    assertEquals(ClassNames.ABNORMAL, Diagnoses.of(rows.get(1)));
    assertEquals(List.of("Opacity/lung", "Nodule"), Diagnoses.meshTerms(rows.get(1)));
    assertEquals(2, rows.get(0).line());
    assertEquals(4, rows.get(1).line());
  }

  @Test
  void partsThatAreMissingAreLeftOut() {
    assertEquals("clear", new ReportText("nan", "  Clear\t", "NaN").caption());
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "' 7 ', 7",
    "7.0, 7",
    "'\"7,0\"', 7",
    "007, 007",
    "'\"=\"\"007\"\"\"', 007",
    "'\"1,000\"', '1,000'",
    "1.5, 1.5",
    "1E5, 1E5"
  })
  void aUidIsWhatWasMeant(String cell, String uid) throws IOException {
    assertEquals(uid, reports(HEADER + cell + ",normal,normal,x,,clear,\n").get(0).uid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "NaN", "1.23457E+11", "\"=\"\"\"\"\""})
  void aUidThatIsLostMakesABadRow(String cell) throws IOException {
    assertEquals(List.of(), reports(HEADER + cell + ",normal,normal,x,,clear,\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "normal, NORMAL",
    "Normal;normal, NORMAL",
    "Opacity, ABNORMAL",
    "Opacity;nan, ABNORMAL",
    "'', ",
    "nan, ",
    "NA, ",
    "N/A, ",
    "null, ",
    "None, ",
    "<NA>, ",
    "#N/A, ",
    "No Indexing, ",
    ";, ",
    "normal;Opacity, "
  })
  void aLabelThatNobodyGaveIsNone(String problems, String label) {
    ReportRow row =
        new ReportRow("r.csv", 2, "1", "", problems, new ReportText("", "", ""), ImmutableMap.of());
    assertEquals(label != null && label.equals(ClassNames.NORMAL), Diagnoses.isNormal(row));
    if (label == null) {
      assertEquals(
          "no-label", assertThrows(BadInputException.class, () -> Diagnoses.of(row)).reason());
    } else {
      assertEquals(label, Diagnoses.of(row));
    }
  }

  @Test
  void aMissingColumnIsNamed() {
    BadInputException error =
        assertThrows(BadInputException.class, () -> reports("uid,MeSH,indication\n1,a,b\n"));
    assertTrue(
        error.getMessage().startsWith("r.csv: line 1: the column Problems is missing"),
        error.getMessage());
  }

  @Test
  void aColumnWithoutNameIsNoHindrance() throws IOException {
    List<ReportRow> rows =
        reports(",uid,MeSH,Problems,indication,findings,impression\n0,7,a, Normal ,b,c,d\n");
    assertEquals("7", rows.get(0).uid());
    assertEquals("r.csv", rows.get(0).file());
    assertEquals(ClassNames.NORMAL, Diagnoses.of(rows.get(0)));
  }

  @Test
  void aStreamThatFailsIsNotTheTablesFault() {
    InputStream failing =
        new SequenceInputStream(
            new ByteArrayInputStream(HEADER.getBytes(StandardCharsets.UTF_8)),
            new BrokenInputStream(() -> new IOException("the network is down")));
    IOException error =
        assertThrows(
            IOException.class,
            () ->
                IndianaTables.reports(
                    new TableFile(failing, "r.csv", TableEncoding.UTF_8),
                    TableRows.usable(row -> {})));
    assertEquals("the network is down", error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.png",
        "/etc/passwd",
        "a/b.png",
        "..",
        "",
        ".hidden",
        "C:x.png",
        "a\\b.png",
        "gs://bucket/x.png",
        "a\0b.png"
      })
  void aFileNameNeverLeavesItsFolder(String name) {
    assertEquals(
        "bad-path", assertThrows(BadInputException.class, () -> ImageFiles.checked(name)).reason());
  }

  @Test
  void aPlainFileNameIsKept() {
    assertEquals("1_IM-0001-4001.dcm.png", ImageFiles.checked("1_IM-0001-4001.dcm.png"));
    assertEquals("gs://b/images/1.png", ImageFiles.resolve("gs://b/images", "1.png"));
    assertEquals("images/1.png", ImageFiles.resolve("images/", "1.png"));
  }

  private static List<ReportRow> reports(String text) throws IOException {
    List<ReportRow> rows = new ArrayList<>();
    InputStream stream = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    IndianaTables.reports(
        new TableFile(stream, "r.csv", TableEncoding.UTF_8), TableRows.usable(rows::add));
    return rows;
  }
}
