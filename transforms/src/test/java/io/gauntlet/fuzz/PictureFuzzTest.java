package io.gauntlet.fuzz;

import io.gauntlet.data.Pixels;
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

  @Property(tries = Fuzz.TRIES)
  void aPictureIsReadOrRefused(@ForAll("pictures") byte[] bytes) {
    Fuzz.file(() -> Pixels.read(new ByteArrayInputStream(bytes), Fuzz.FILE).resize(8, 8));
  }
}
