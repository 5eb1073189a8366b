package io.gauntlet.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  @Test
  void aMissingColumnIsNamed() {
    BadInputException error =
        assertThrows(BadInputException.class, () -> reports("uid,MeSH,indication\n1,a,b\n"));
    assertTrue(
        error.getMessage().startsWith("r.csv: the column Problems is missing"), error.getMessage());
  }

  @Test
  void aQuoteThatNeverEndsIsNamed() {
    BadInputException error =
        assertThrows(BadInputException.class, () -> reports(HEADER + "1,\"never ends\n"));
    assertTrue(error.getMessage().startsWith("r.csv: "), error.getMessage());
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
  void aBrokenHeaderIsNamed() {
    BadInputException error =
        assertThrows(BadInputException.class, () -> reports("\"uid\"x,MeSH\n1,a\n"));
    assertEquals("bad-table", error.reason());
    assertTrue(error.getMessage().startsWith("r.csv: "), error.getMessage());
  }

  @Test
  void aStreamThatFailsIsNotTheTablesFault() {
    InputStream failing =
        new SequenceInputStream(
            new ByteArrayInputStream(HEADER.getBytes(StandardCharsets.UTF_8)),
            new BrokenInputStream(() -> new IOException("the network is down")));
    IOException error =
        assertThrows(IOException.class, () -> IndianaTables.reports(failing, "r.csv", row -> {}));
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
        "*.png",
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
    IndianaTables.reports(stream, "r.csv", rows::add);
    return rows;
  }
}
