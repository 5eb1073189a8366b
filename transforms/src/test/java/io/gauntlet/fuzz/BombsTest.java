package io.gauntlet.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Pixels;
import io.gauntlet.data.indiana.IndianaTables;
import io.gauntlet.data.picture.Pictures;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.data.table.TableRows;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.text.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** Small files that ask for much. */
class BombsTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** A PNG whose pixels are all black: a million of them are a thousand bytes. */
  private static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, 0, 0, 0, 0});
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    try (DeflaterOutputStream packed =
        new DeflaterOutputStream(pixels, new Deflater(Deflater.BEST_SPEED))) {
      byte[] row = new byte[width + 1];
      for (int y = 0; y < height; y++) {
        packed.write(row);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(png, "IHDR", header.toByteArray());
    chunk(png, "IDAT", pixels.toByteArray());
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data)
      throws IOException {
    DataOutputStream fields = new DataOutputStream(png);
    fields.writeInt(data.length);
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    fields.write(name);
    fields.write(data);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    fields.writeInt((int) sum.getValue());
  }

  @Test
  void aPictureOfThirtyThousandPixelsASideIsRefusedByItsHeader() {
    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          byte[] picture = png(30_000, 30_000);
          String message =
              assertThrows(
                      BadInputException.class,
                      () -> Pictures.read(new ByteArrayInputStream(picture), "a.png"))
                  .getMessage();
          assertTrue(message.contains("30000 x 30000"), message);
        });
  }

  @Test
  void aPictureOfThirtyThousandPixelsInARowIsRead() {
    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          Pixels pixels = Pictures.read(new ByteArrayInputStream(png(30_000, 1_000)), "a.png");
          assertEquals(30_000, pixels.width());
          assertEquals(224, pixels.resize(224, 224).width());
        });
  }

  @Test
  void aTableOfAMillionColumnsIsRefused() {
    byte[] table =
        ("uid,MeSH,Problems,indication,findings,impression" + ",x".repeat(1_000_000) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          TableFile file =
              new TableFile(new ByteArrayInputStream(table), "a.csv", TableEncoding.UTF_8);
          String message =
              assertThrows(
                      BadInputException.class,
                      () -> IndianaTables.reports(file, TableRows.usable(row -> {})))
                  .getMessage();
          assertTrue(message.startsWith("a.csv: line 1: the row has more than"), message);
        });
  }

  @Test
  void aCaptionOfFortyThousandWordsIsCutAtTheModelsLength() throws IOException {
    String caption = "heart size is normal ".repeat(10_000);
    byte[] json = Vocabulary.of(List.of(caption), 1, 100).tokenizerJson();
    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          try (Tokenizer tokenizer = new Tokenizer(json, 512)) {
            assertEquals(512, tokenizer.encode(caption).length);
            assertEquals(512, tokenizer.pieces(caption).ids().length());
            assertTrue(tokenizer.cuts(caption));
          }
        });
  }

  @Test
  void anAttackInAHundredThousandParenthesesIsRefused() {
    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          for (String open : new String[] {"(", "worst-of(", "alternating("}) {
            assertRefused(open.repeat(50) + "fgsm" + ")".repeat(50));
            assertRefused(open.repeat(100_000) + "fgsm" + ")".repeat(100_000));
          }
        });
  }

  private static void assertRefused(String attack) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> AttackCatalogue.load().parse(attack))
            .getMessage();
    assertTrue(message.length() < 2_000, message);
  }
}
