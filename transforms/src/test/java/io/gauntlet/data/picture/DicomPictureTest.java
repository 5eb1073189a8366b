package io.gauntlet.data.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Pixels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomPictureTest {
  private static final float STEP = 1 / 65535f;

  private static DicomWriter grey(int... cells) {
    return DicomWriter.grey(DicomWriter.EXPLICIT, cells);
  }

  private static DicomWriter twelve(String syntax, int... cells) {
    return DicomWriter.grey(syntax, cells)
        .number(DicomWriter.STORED, 12)
        .number(DicomWriter.HIGH_BIT, 11);
  }

  private static void assertValues(DicomWriter file, double... expected) {
    Pixels read = Pictures.read(file.stream(), "a.dcm");
    assertEquals(expected.length, read.width());
    float[] values = new float[expected.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) expected[i];
    }
    assertArrayEquals(values, read.toArray(), STEP / 2);
  }

  private static BadInputException refused(DicomWriter file) {
    BadInputException refused =
        assertThrows(BadInputException.class, () -> Pictures.read(file.stream(), "a.dcm"));
    assertTrue(refused.getMessage().startsWith("a.dcm: "), refused.getMessage());
    for (String word : DicomWriter.PATIENT) {
      assertFalse(refused.getMessage().contains(word), refused.getMessage());
    }
    return refused;
  }

  private static void assertRefused(String reason, String why, DicomWriter file) {
    BadInputException refused = refused(file);
    assertEquals(reason, refused.reason(), refused.getMessage());
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  private static void assertBroken(String why, DicomWriter file) {
    assertRefused("unreadable-picture", why, file);
  }

  private static void assertUnsupported(String what, DicomWriter file) {
    assertRefused("unsupported-picture", what, file);
  }

  @ParameterizedTest
  @ValueSource(strings = {DicomWriter.IMPLICIT, DicomWriter.EXPLICIT, DicomWriter.BIG_ENDIAN})
  void withoutAWindowTheStoredBitsAreTheRange(String syntax) {
    assertValues(DicomWriter.grey(syntax, 0, 13107, 65535), 0, 0.2, 1);
    assertValues(twelve(syntax, 0, 819, 4095), 0, 0.2, 1);
  }

  @Test
  void whatOtherBitsHoldIsNoPartOfAValue() {
    assertValues(twelve(DicomWriter.EXPLICIT, 0xf000, 0xffff), 0, 1);
  }

  @Test
  void valuesMayHaveASign() {
    assertValues(
        twelve(DicomWriter.EXPLICIT, -2048, 2047, 0).number(DicomWriter.SIGNED, 1),
        0,
        1,
        2048 / 4095.0);
  }

  @Test
  void monochrome1IsInvertedLast() {
    assertValues(
        grey(0, 13107, 65535).text(DicomWriter.PHOTOMETRIC, "CS", "MONOCHROME1"), 1, 0.8, 0);
  }

  @Test
  void aSlopeThatFallsTurnsTheRangeAround() {
    assertValues(
        grey(0, 13107, 65535)
            .text(DicomWriter.SLOPE, "DS", "-2")
            .text(DicomWriter.INTERCEPT, "DS", "7"),
        1,
        0.8,
        0);
  }

  /** By hand from PS3.3, section C.11.2.1.2, for the values -1000, -400, 400 and 119000. */
  @ParameterizedTest
  @CsvSource({
    "LINEAR,0,0,0.700701,1",
    "LINEAR_EXACT,0,0,0.7,1",
    "SIGMOID,0.008163,0.083173,0.689974,1"
  })
  void theFirstWindowIsThatOfRescaledValues(
      String function, double first, double second, double third, double last) {
    assertValues(
        grey(0, 300, 700, 60000)
            .text(DicomWriter.SLOPE, "DS", "2")
            .text(DicomWriter.INTERCEPT, "DS", "-1000")
            .text(DicomWriter.CENTER, "DS", "200\\3")
            .text(DicomWriter.WIDTH, "DS", "1000\\4 ")
            .text(DicomWriter.FUNCTION, "CS", function),
        first,
        second,
        third,
        last);
  }

  @Test
  void aWindowOfOneValueIsAStep() {
    assertValues(
        grey(99, 100, 101).text(DicomWriter.CENTER, "DS", "100").text(DicomWriter.WIDTH, "DS", "1"),
        0,
        1,
        1);
  }

  @ParameterizedTest
  @ValueSource(strings = {DicomWriter.IMPLICIT, DicomWriter.EXPLICIT, DicomWriter.BIG_ENDIAN})
  void tablesGoBeforeWindowsAndSlopes(String syntax) {
    DicomWriter file =
        DicomWriter.grey(syntax, 0, 10, 11, 12, 13)
            .text(DicomWriter.CENTER, "DS", "1")
            .text(DicomWriter.WIDTH, "DS", "1")
            .sequence(0x00283010, DicomWriter.table(syntax, 10, 0, 13107, 65535));
    assertValues(file, 0, 0, 0.2, 1, 1);
    file.sequence(0x00283000, DicomWriter.table(syntax, 0, 11, 12, 13));
    assertValues(file, 0.2, 1, 1, 1, 1);
  }

  @Test
  void aTableMayBeginBelowZero() {
    assertValues(
        grey(-3, -1, 5)
            .number(DicomWriter.SIGNED, 1)
            .sequence(0x00283010, DicomWriter.table(DicomWriter.EXPLICIT, -2, 0, 13107, 65535)),
        0,
        0.2,
        1);
  }

  @Test
  void bytesAreReadInTheOrderOfTheirWords() {
    for (String syntax : List.of(DicomWriter.EXPLICIT, DicomWriter.BIG_ENDIAN)) {
      byte[] bytes = {0, 51, (byte) 255, 0};
      byte[] swapped = {51, 0, 0, (byte) 255};
      DicomWriter file =
          DicomWriter.grey(syntax, 0, 0, 0)
              .number(DicomWriter.ALLOCATED, 8)
              .number(DicomWriter.STORED, 8)
              .number(DicomWriter.HIGH_BIT, 7);
      assertValues(file.element(DicomWriter.PIXELS, "OB", bytes), 0, 0.2, 1);
      boolean big = syntax.equals(DicomWriter.BIG_ENDIAN);
      assertValues(file.element(DicomWriter.PIXELS, "OW", big ? swapped : bytes), 0, 0.2, 1);
    }
  }

  @Test
  void runLengthsAreUndone() {
    ByteBuffer stream = ByteBuffer.allocate(64 + 8).order(ByteOrder.LITTLE_ENDIAN);
    stream.putInt(2).putInt(64).putInt(66).position(64);
    stream.put(new byte[] {-2, 0x33, 0, 0x33, -1, 0x34, 0, 0});
    assertValues(
        DicomWriter.grey(DicomWriter.RLE, 0, 0, 0).fragments(stream.array()),
        0x3333 / 65535.0,
        0x3334 / 65535.0,
        0x3334 / 65535.0);
    stream.putInt(8, 1000);
    assertBroken(
        "point out of the file",
        DicomWriter.grey(DicomWriter.RLE, 0, 0, 0).fragments(stream.array()));
    stream.putInt(8, 70);
    assertBroken(
        "fewer pixels", DicomWriter.grey(DicomWriter.RLE, 0, 0, 0).fragments(stream.array()));
  }

  /** Values of pydicom, of files that it and imagecodecs wrote. */
  @ParameterizedTest
  @CsvSource({
    "lossless-12.dcm,0.5139,0.4405,0.8569",
    "run-lengths-signed.dcm,0.4997,0.5114,0.5292",
    "jpeg-2000-12.dcm,0.5139,0.4405,0.8569",
    "baseline.dcm,0.4582,0.498,0.7059"
  })
  void compressedFramesAreRead(String name, double mean, double first, double last)
      throws IOException {
    PicturesTest.assertMade(name, mean, first, last, name.startsWith("base") ? 0.01 : 1e-4);
  }

  @Test
  void whatIsNotReadIsNamed() {
    assertUnsupported("in colours (RGB)", grey(1).text(DicomWriter.PHOTOMETRIC, "CS", "RGB"));
    assertUnsupported(
        "in colours (PALETTE COLOR)", grey(1).text(DicomWriter.PHOTOMETRIC, "CS", "PALETTE COLOR"));
    assertUnsupported("unknown colours", grey(1).text(DicomWriter.PHOTOMETRIC, "CS", "Zyxwvut"));
    assertUnsupported("several frames", grey(1, 2).text(DicomWriter.FRAMES, "IS", "2"));
    assertUnsupported(
        "several frames", grey(1).sequence(0x52009229, DicomWriter.empty(DicomWriter.EXPLICIT)));
    assertUnsupported("without pixels", grey(1).without(DicomWriter.PIXELS));
    assertUnsupported("32 bits a pixel", grey(1, 2).number(DicomWriter.ALLOCATED, 32));
    assertUnsupported("1 bits a pixel", grey(1, 2).number(DicomWriter.ALLOCATED, 1));
    assertUnsupported("floating-point", grey(1).element(0x7fe00008, "OF", new byte[4]));
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.10008.1.2.1.99,a deflated data set",
    "1.2.840.10008.1.2.4.80,JPEG-LS compression",
    "1.2.840.10008.1.2.4.93,JPEG 2000 compression of several components",
    "1.2.840.10008.1.2.4.102.1,a video",
    "1.2.840.10008.1.2.4.201,High-Throughput JPEG 2000 compression",
    "1.2.840.10008.1.2.4.110,JPEG XL compression",
    "1.2.840.10008.1.2.4.53,a retired kind of JPEG compression",
    "1.2.3.PID-90210,an unknown transfer syntax"
  })
  void compressionsThatAreNotReadAreNamed(String syntax, String words) {
    assertUnsupported("a DICOM with " + words, DicomWriter.grey(syntax, 1));
    assertTrue(refused(DicomWriter.grey(syntax, 1)).getMessage().contains("uncompressed"));
  }

  @Test
  void aHeaderThatContradictsItselfIsRefusedAndNotQuoted() {
    assertBroken("its Rows is missing", grey(1).without(DicomWriter.ROWS));
    assertBroken("size of 0 x 1", grey(1).number(DicomWriter.ROWS, 0));
    assertBroken("BitsStored", grey(1).number(DicomWriter.STORED, 17));
    assertBroken("HighBit", twelve(DicomWriter.EXPLICIT, 1).number(DicomWriter.HIGH_BIT, 15));
    assertBroken("PhotometricInterpretation", grey(1).without(DicomWriter.PHOTOMETRIC));
    assertBroken("2 samples", grey(1).number(0x00280002, 2));
    assertBroken("WindowCenter is no number", window("Zyxwvut", "1"));
    assertBroken("WindowCenter is no number", window("NaN", "1"));
    assertBroken("WindowCenter is no number", window("1E999", "1"));
    assertBroken("WindowWidth are not", window("5", "0.5"));
    assertBroken("WindowWidth are not", window("5", "-1"));
    assertBroken("WindowWidth are not", window("5", "1").without(DicomWriter.WIDTH));
    assertBroken("VOILUTFunction", window("5", "1").text(DicomWriter.FUNCTION, "CS", "Marigold"));
    assertBroken("do not go together", grey(1).text(DicomWriter.SLOPE, "DS", "2"));
    assertBroken(
        "VOILUTSequence is not a table",
        grey(1).sequence(0x00283010, DicomWriter.empty(DicomWriter.EXPLICIT)));
    assertBroken("fewer pixels", grey(1, 2).number(DicomWriter.ROWS, 2));
    assertBroken("more pixels", grey(1, 2, 3, 4).number(DicomWriter.COLUMNS, 2));
    assertBroken("as its transfer syntax says", grey(1, 2).fragments(new byte[4]));
    assertBroken("as its transfer syntax says", DicomWriter.grey(DicomWriter.RLE, 1, 2));
    assertBroken(
        "it does not begin as a JPEG",
        DicomWriter.grey("1.2.840.10008.1.2.4.50", 1).fragments(new byte[40]));
    assertBroken(
        "as its transfer syntax says",
        DicomWriter.grey("1.2.840.10008.1.2.4.90", 1).fragments(new byte[40]));
  }

  private static DicomWriter window(String center, String width) {
    return grey(1).text(DicomWriter.CENTER, "DS", center).text(DicomWriter.WIDTH, "DS", width);
  }

  @Test
  void theSizeIsRefusedBeforeThePixels() {
    DicomWriter huge = grey(1).number(DicomWriter.ROWS, 65535).number(DicomWriter.COLUMNS, 65535);
    assertRefused("too-large", "65535 x 65535", huge);
    assertRefused(
        "too-large",
        "65535 x 65535",
        DicomWriter.grey(DicomWriter.RLE, 1)
            .number(DicomWriter.ROWS, 65535)
            .number(DicomWriter.COLUMNS, 65535)
            .fragments(new byte[64]));
  }

  @Test
  void noDepthIsTooDeep() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (String syntax : List.of(DicomWriter.IMPLICIT, DicomWriter.EXPLICIT)) {
            assertValues(DicomWriter.grey(syntax, 65535).nested(0x00281055, 200_000), 1);
          }
        });
  }

  @Test
  void elementsOfUnknownTypesArePassedOver() {
    DicomWriter within = DicomWriter.empty(DicomWriter.IMPLICIT);
    within.sequence(0x00091002, DicomWriter.grey(DicomWriter.IMPLICIT, 7));
    ByteBuffer items = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    byte[] inner =
        Arrays.copyOfRange(
            within.file(),
            DicomWriter.empty("1.2.840.10008.1.2").file().length,
            within.file().length);
    items.putInt(0xe000fffe).putInt(-1).put(inner);
    items.putInt(0xe00dfffe).putInt(0).putInt(0xe0ddfffe).putInt(0);
    byte[] value = Arrays.copyOf(items.array(), items.position());
    assertValues(grey(65535, 0).withLength(0x00091001, "UN", value, -1), 1, 0);
  }

  @Test
  void aFileIsReadWholeOrRefusedWhereverItIsCut() {
    byte[] whole =
        window("5", "9")
            .nested(0x00091001, 2)
            .sequence(0x00283010, DicomWriter.table(DicomWriter.EXPLICIT, 0, 1, 2))
            .file();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      String message =
          assertThrows(
                  BadInputException.class,
                  () -> Pictures.read(new ByteArrayInputStream(cut), "a.dcm"))
              .getMessage();
      DicomWriter.PATIENT.forEach(word -> assertFalse(message.contains(word), message));
    }
  }

  @Test
  void whereverItIsDamagedNothingOfThePatientIsTold() {
    SplittableRandom random = new SplittableRandom(1);
    byte[] whole = window("5", "9").file();
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] damaged = whole.clone();
      for (int hit = 0; hit < 3; hit++) {
        damaged[random.nextInt(132, damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        Pictures.read(new ByteArrayInputStream(damaged), "a.dcm");
      } catch (BadInputException e) {
        refused++;
        String message = e.getMessage().toLowerCase(Locale.ROOT);
        for (String word : DicomWriter.PATIENT) {
          assertFalse(message.contains(word.toLowerCase(Locale.ROOT)), message);
        }
      }
    }
    assertTrue(refused > 1000, "refused " + refused);
  }
}
