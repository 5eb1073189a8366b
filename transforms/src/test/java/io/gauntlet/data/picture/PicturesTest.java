package io.gauntlet.data.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.BaseEncoding;
import com.google.common.io.Resources;
import com.google.common.primitives.Bytes;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Pixels;
import io.gauntlet.data.SharedData;
import io.gauntlet.data.Studies;
import io.gauntlet.data.StudyPixels;
import io.gauntlet.schema.Study;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PNG, JPEG, and what is neither; the resources were written by Pillow and imagecodecs. */
class PicturesTest {
  private static final int AFTER_HEADER = 33;

  private static byte[] resource(String name) throws IOException {
    return Resources.toByteArray(Resources.getResource(PicturesTest.class, name));
  }

  private static Pixels read(byte[] file) {
    return Pictures.read(new ByteArrayInputStream(file), "a-file");
  }

  private static void assertRefused(String reason, String why, byte[] file) {
    BadInputException refused = assertThrows(BadInputException.class, () -> read(file));
    assertEquals(reason, refused.reason(), refused.getMessage());
    assertTrue(refused.getMessage().startsWith("a-file: "), refused.getMessage());
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  private static void assertBroken(String why, byte[] file) {
    assertRefused("unreadable-picture", why, file);
  }

  /** Reads a resource whose mean, first and last values are known. */
  static void assertMade(String name, double mean, double first, double last, double within)
      throws IOException {
    float[] values = read(resource(name)).toArray();
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    assertEquals(mean, sum / values.length, within);
    assertEquals(first, values[0], within);
    assertEquals(last, values[values.length - 1], within);
  }

  /** Of the readers before these, so that the identity of a study stays what it was. */
  @Test
  void theDigestsOfPngAndJpegAreWhatTheyWere() throws IOException {
    Study study =
        Study.newBuilder()
            .setUid("1")
            .setImages(Studies.images("f.png", "l.png"))
            .setCaption("no effusion")
            .setLabel(ClassNames.NORMAL)
            .build();
    List<String> lines =
        Resources.readLines(Resources.getResource(PicturesTest.class, "digests.txt"), UTF_8);
    assertEquals(12, lines.size());
    for (String line : lines) {
      List<String> words = Splitter.on(' ').splitToList(line);
      Pixels pixels = read(resource(words.get(0)));
      StudyPixels views = new StudyPixels(ImmutableSortedMap.of(Studies.FRONTAL, pixels));
      assertEquals(words.get(1), views.digested(study).getDigest(), words.get(0));
    }
  }

  /**
   * Mean, first and last value as Pillow's {@code exif_transpose} and {@code convert('L')} give.
   */
  @ParameterizedTest
  @CsvSource({
    "inks.jpg,0.4581,0.3961,0.8314",
    "coded-inks.jpg,0.14,0.2118,0.0471",
    "rgb.jpg,0.4581,0.3961,0.8314",
    "turned-6.jpg,0.4584,0.1294,0.0196",
    "turned-6.png,0.4581,0.1216,0.0196"
  })
  void theGreyIsThatOfPillow(String name, double mean, double first, double last)
      throws IOException {
    assertMade(name, mean, first, last, 0.008);
  }

  /** The letter F, whose eight positions all differ, as Exif's table of orientations shows it. */
  @ParameterizedTest
  @CsvSource({
    "1,110 100 110 100",
    "2,011 001 011 001",
    "3,001 011 001 011",
    "4,100 110 100 110",
    "5,1111 1010 0000",
    "6,1111 0101 0000",
    "7,0000 0101 1111",
    "8,0000 1010 1111"
  })
  void anExifOrientationIsUndone(int orientation, String upright) throws IOException {
    BufferedImage letter = new BufferedImage(3, 4, BufferedImage.TYPE_BYTE_GRAY);
    int[] bits = {1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0};
    for (int i = 0; i < bits.length; i++) {
      letter.getRaster().setSample(i % 3, i / 3, 0, 255 * bits[i]);
    }
    byte[] exif = BaseEncoding.base16().decode("4D4D002A000000080001011200030000000100000000");
    exif[19] = (byte) orientation;
    Pixels read = read(withChunk(png(letter), "eXIf", exif));
    StringBuilder shown = new StringBuilder();
    float[] values = read.toArray();
    for (int i = 0; i < values.length; i++) {
      shown.append(i > 0 && i % read.width() == 0 ? " " : "").append(Math.round(values[i]));
    }
    assertEquals(upright, shown.toString());
  }

  @Test
  void aBrokenExifIsPassedOver() throws IOException {
    for (String exif :
        List.of("", "4D4D", "4D4D002AFFFFFFFF0001", "49492A0008000000FFFF", "4D4D002A00000000")) {
      byte[] file = withChunk(resource("one-bit.png"), "eXIf", BaseEncoding.base16().decode(exif));
      assertArrayEquals(read(resource("one-bit.png")).toArray(), read(file).toArray());
    }
  }

  @Test
  void interlacedSamplesAreTheSame() throws IOException {
    BufferedImage image = new BufferedImage(9, 7, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < 63; i++) {
      image.getRaster().setSample(i % 9, i / 9, 0, 1040 * i);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    }
    assertArrayEquals(read(png(image)).toArray(), read(bytes.toByteArray()).toArray());
    assertEquals(1040 * 62 / 65535f, read(bytes.toByteArray()).toArray()[62]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grey.jpg", "progressive.jpg", "colours.jpg", "inks.jpg", "sixteen.png"})
  void aFileIsRefusedWhereverItIsCut(String name) throws IOException {
    byte[] whole = resource(name);
    for (int length = 0; length < whole.length; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(BadInputException.class, () -> read(cut), name + " of " + length);
    }
    assertBroken("it ends too early", Arrays.copyOf(whole, whole.length - 2));
  }

  @Test
  void pixelsThatADecoderWouldMakeUpAreRefused() throws IOException {
    byte[] file = resource("grey.jpg");
    // The scan ends in its middle, and the file with a whole end marker.
    byte[] cut =
        Bytes.concat(Arrays.copyOf(file, file.length - 90), new byte[] {(byte) 0xff, (byte) 0xd9});
    assertThrows(BadInputException.class, () -> read(cut));
    // Chunks with right sums, and half of the packed pixels.
    byte[] png = png(new BufferedImage(40, 40, BufferedImage.TYPE_USHORT_GRAY));
    ByteBuffer length = ByteBuffer.wrap(png);
    int packed = length.getInt(AFTER_HEADER);
    byte[] half = Arrays.copyOfRange(png, AFTER_HEADER + 8, AFTER_HEADER + 8 + packed / 2);
    byte[] halved =
        Bytes.concat(
            Arrays.copyOf(png, AFTER_HEADER), chunk("IDAT", half), chunk("IEND", new byte[0]));
    assertThrows(BadInputException.class, () -> read(halved));
  }

  @Test
  void aWrongCheckSumIsRefused() throws IOException {
    byte[] file = resource("sixteen.png");
    file[file.length - 20] ^= 1;
    assertBroken("a check sum in it is wrong", file);
  }

  @Test
  void whatComesAfterAPictureIsLeftAlone() throws IOException {
    for (String name : List.of("grey.jpg", "grey-alpha.png")) {
      byte[] more = Bytes.concat(resource(name), resource("colours.jpg"));
      assertArrayEquals(read(resource(name)).toArray(), read(more).toArray());
    }
  }

  @Test
  void kindsOfJpegThatAreNotReadAreNamed() throws IOException {
    byte[] file = resource("grey.jpg");
    int frame = Bytes.indexOf(file, new byte[] {(byte) 0xff, (byte) 0xc0});
    byte[][] names = {
      {(byte) 0xc3, 8}, {(byte) 0xc9, 8}, {(byte) 0xc5, 8}, {(byte) 0xf7, 8}, {(byte) 0xc1, 12}
    };
    String[] words = {"lossless", "arithmetic", "hierarchical", "JPEG-LS", "of 12 bits"};
    for (int i = 0; i < words.length; i++) {
      byte[] other = file.clone();
      other[frame + 1] = names[i][0];
      other[frame + 4] = names[i][1];
      assertRefused("unsupported-picture", words[i], other);
    }
    byte[] huge = file.clone();
    ByteBuffer.wrap(huge).putInt(frame + 5, -1);
    assertRefused("too-large", "65535 x 65535", huge);
  }

  @Test
  void anAnimationIsNamed() throws IOException {
    byte[] animated = withChunk(resource("one-bit.png"), "acTL", new byte[8]);
    assertRefused("unsupported-picture", "an animated PNG", animated);
  }

  @ParameterizedTest
  @CsvSource({
    "a GIF,474946383961",
    "a BMP,424D4600000000000000",
    "a TIFF,49492A0008000000",
    "a TIFF,4D4D002A00000008",
    "a WebP,524946462400000057454250565038",
    "a JPEG 2000,0000000C6A5020200D0A870A",
    "a JPEG 2000,FF4FFF510029",
    "a JPEG XL,FF0A",
    "a HEIF or AVIF,000000206674797068656963",
    "a Netpbm image,50350A3130",
    "a NIfTI image,5C010000",
    "a PDF,255044462D312E37",
    "a compressed archive,1F8B0800",
    "a compressed archive,504B0304",
    "a DICOM data set without its preamble,0800050043530A00"
  })
  void otherFormatsAreNamedWhateverTheFilesName(String words, String head) {
    byte[] file = Arrays.copyOf(BaseEncoding.base16().decode(head), 300);
    assertRefused("unsupported-picture", "the image is " + words + ", which is not read", file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gif", "bmp", "tiff"})
  void otherFormatsThatJavaWritesAreNamed(String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
    assertTrue(ImageIO.write(image, format, bytes));
    assertRefused("unsupported-picture", "save it as PNG", bytes.toByteArray());
  }

  @Test
  void whatIsNoPictureIsRefused() {
    assertBroken("it is empty", new byte[0]);
    assertBroken("neither PNG nor JPEG nor DICOM", "uid,caption\n1,fine\n".getBytes(UTF_8));
    assertBroken("neither PNG nor JPEG nor DICOM", "<html><p>404".getBytes(UTF_8));
    assertBroken("neither PNG nor JPEG nor DICOM", new byte[1000]);
    assertRefused(
        "unsupported-picture",
        "a pointer of Git LFS",
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\n".getBytes(UTF_8));
    byte[] clothed = "\u0089PNG\r\n\u001a\nuid,caption\n1,fine, all is well\n".getBytes(ISO_8859_1);
    assertBroken("it ends too early", clothed);
  }

  @Test
  void aStreamThatFailsIsRefused() throws IOException {
    InputStream failing = InputStream.nullInputStream();
    failing.close();
    String message =
        assertThrows(BadInputException.class, () -> Pictures.read(failing, "a-file")).getMessage();
    assertTrue(message.contains("Stream closed"), message);
  }

  /** Where they are beside the checkout. */
  @Test
  void casesOfOthersAreRead() throws IOException {
    Path cases = SharedData.cases("pictures");
    float[] grey = read(Files.readAllBytes(cases.resolve("cmyk.jpg"))).toArray();
    double sum = 0;
    for (float value : grey) {
      sum += value;
    }
    assertEquals(0.5, sum / grey.length, 1e-3);
    assertBroken("it ends too early", Files.readAllBytes(cases.resolve("truncated-half.jpg")));
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** A PNG with one more chunk after its header. */
  private static byte[] withChunk(byte[] png, String type, byte[] data) {
    return Bytes.concat(
        Arrays.copyOf(png, AFTER_HEADER),
        chunk(type, data),
        Arrays.copyOfRange(png, AFTER_HEADER, png.length));
  }

  private static byte[] chunk(String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(data.length + 12);
    chunk.putInt(data.length).put(type.getBytes(US_ASCII)).put(data);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), 4, data.length + 4);
    return chunk.putInt((int) sum.getValue()).array();
  }
}
