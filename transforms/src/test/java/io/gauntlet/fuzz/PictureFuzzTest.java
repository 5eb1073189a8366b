package io.gauntlet.fuzz;

import com.google.common.io.Resources;
import io.gauntlet.data.picture.DicomWriter;
import io.gauntlet.data.picture.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("long")
class PictureFuzzTest {
  private static final int SIDE = 24;

  private static byte[] picture(int type, String format) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, type);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        image.setRGB(x, y, 0xff000000 | x * y * 9973);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Provide
  Arbitrary<byte[]> pictures() {
    List<byte[]> pngs =
        Stream.of(
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY)
            .map(type -> picture(type, "png"))
            .toList();
    List<byte[]> jpegs =
        Stream.of(BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_INT_RGB)
            .map(type -> picture(type, "jpg"))
            .toList();
    return Mutation.of(
        Stream.concat(pngs.stream(), jpegs.stream()).toList(),
        "IHDR",
        "IDAT",
        "IEND",
        "PLTE",
        "tRNS",
        "iCCP",
        "zTXt",
        "Adobe",
        "Exif");
  }

  private static byte[] resource(String name) {
    try {
      return Resources.toByteArray(Resources.getResource(Pictures.class, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Provide
  Arbitrary<byte[]> dicoms() {
    Stream<byte[]> plain =
        Stream.of(DicomWriter.IMPLICIT, DicomWriter.EXPLICIT, DicomWriter.BIG_ENDIAN)
            .map(
                syntax ->
                    DicomWriter.grey(syntax, 0, 1, 2, 65535)
                        .text(DicomWriter.CENTER, "DS", "3")
                        .text(DicomWriter.WIDTH, "DS", "9")
                        .sequence(0x00283010, DicomWriter.table(syntax, 1, 5, 6, 7))
                        .nested(0x00091001, 3)
                        .file());
    Stream<byte[]> compressed =
        Stream.of("lossless-12.dcm", "run-lengths-signed.dcm", "baseline.dcm")
            .map(PictureFuzzTest::resource);
    return Mutation.of(
        Stream.concat(plain, compressed).toList(),
        "DICM",
        "MONOCHROME1",
        "SQ",
        "UN",
        "OW",
        "US",
        "1.2.840.10008.1.2",
        "\\",
        "1E9");
  }

  @Property(tries = Fuzz.TRIES)
  void aDicomIsReadOrRefused(@ForAll("dicoms") byte[] bytes) {
    Fuzz.file(() -> Pictures.read(new ByteArrayInputStream(bytes), Fuzz.FILE).resize(8, 8));
  }

  @Provide
  Arbitrary<byte[]> madeByOthers() {
    return Mutation.of(
        Stream.of("inks.jpg", "coded-inks.jpg", "progressive.jpg", "turned-6.jpg", "turned-6.png")
            .map(PictureFuzzTest::resource)
            .toList(),
        "Exif",
        "Adobe",
        "JFIF");
  }

  @Property(tries = Fuzz.TRIES)
  void aPictureOfOthersIsReadOrRefused(@ForAll("madeByOthers") byte[] bytes) {
    Fuzz.file(() -> Pictures.read(new ByteArrayInputStream(bytes), Fuzz.FILE).resize(8, 8));
  }

  @Property(tries = Fuzz.TRIES)
  void aPictureIsReadOrRefused(@ForAll("pictures") byte[] bytes) {
    Fuzz.file(() -> Pictures.read(new ByteArrayInputStream(bytes), Fuzz.FILE).resize(8, 8));
  }
}
