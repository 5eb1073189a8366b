package io.gauntlet.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.gauntlet.data.BadInputException;
import io.gauntlet.data.ImageFiles;
import io.gauntlet.data.indiana.Diagnoses;
import io.gauntlet.data.indiana.IndianaTables;
import io.gauntlet.data.indiana.ReportRow;
import io.gauntlet.data.table.BadRow;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.data.table.TableRows;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("long")
class TableFuzzTest {
  private static final String TABLE =
      """
      uid,MeSH,Problems,image,indication,comparison,findings,impression
      1,normal,normal,"PA, lateral","cough, fever",None,"Clear. ""No"" effusion.",Normal.
      2,Opacity/lung;Nodule,Opacity,x,,,"first line
      second line",5 µm
      3,normal,normal,x,,,,
      """;

  @Provide
  Arbitrary<byte[]> tables() {
    return Mutation.of(
        List.of(
            TABLE.getBytes(StandardCharsets.UTF_8),
            TABLE.replace(',', ';').getBytes(StandardCharsets.UTF_8),
            ("sep=\t\r\n" + TABLE.replace(',', '\t').replace("\n", "\r\n"))
                .getBytes(StandardCharsets.UTF_8),
            ("\ufeff" + TABLE).getBytes(StandardCharsets.UTF_16LE),
            ("\ufeff" + TABLE).getBytes(StandardCharsets.UTF_8),
            TABLE.getBytes(Charset.forName("windows-1252"))),
        "\"",
        "\"\"",
        ",",
        ";",
        "\t",
        "\n",
        "\r",
        "\0",
        "sep=;\n",
        "uid",
        "Problems",
        "=\"1\"",
        "NaN",
        "1.0",
        "1E+11");
  }

  @Provide
  Arbitrary<TableEncoding> encodings() {
    return Arbitraries.of("UTF-8", "windows-1252", "UTF-16LE", "Shift_JIS", "GB18030")
        .map(TableEncoding::named);
  }

  @Property(tries = Fuzz.TRIES)
  void aTableIsReadRefusedOrQuarantined(
      @ForAll("tables") byte[] bytes, @ForAll("encodings") TableEncoding encoding) {
    Fuzz.file(
        () ->
            IndianaTables.reports(
                new TableFile(new ByteArrayInputStream(bytes), Fuzz.FILE, encoding),
                new TableRows<>() {
                  @Override
                  public void row(ReportRow row) {
                    assertFalse(row.uid().isBlank());
                    assertFalse(row.toString().contains("\ufffd"), row::toString);
                    label(row);
                  }

                  @Override
                  public void bad(BadRow row) {
                    assertFalse(row.detail().contains("\n"), row::detail);
                  }
                }));
  }

  private static void label(ReportRow row) {
    try {
      Diagnoses.of(row);
    } catch (BadInputException e) {
      assertEquals("no-label", e.reason());
    }
  }

  @Property(tries = Fuzz.TRIES)
  void aFileNameStaysInItsFolderOrIsRefused(@ForAll String name) {
    Path folder = Path.of("/cohort/images");
    try {
      Path file = Path.of(ImageFiles.resolve(folder.toString(), name));
      assertEquals(folder, file.normalize().getParent());
    } catch (BadInputException e) {
      assertEquals("bad-path", e.reason());
    }
  }
}
