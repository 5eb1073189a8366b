package io.gauntlet.data.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.BadInputException;
import io.gauntlet.data.SharedData;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a picture's samples become, whatever their depth and colours. */
class SamplesTest {

  @Test
  void greySamplesAreTakenAsStored() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, 51);
    image.getRaster().setSample(1, 0, 0, 255);
    assertArrayEquals(new float[] {0.2f, 1}, Pictures.read(png(image), "a.png").toArray());
  }

  @Test
  void sixteenBitsAreTakenAsStored() throws IOException {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(0, 0, 0, 13107);
    assertArrayEquals(new float[] {0.2f}, Pictures.read(png(image), "a.png").toArray(), 1e-6f);
  }

  @Test
  void coloursBecomeLuma() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xff0000);
    image.setRGB(1, 0, 0x00ff00);
    image.setRGB(2, 0, 0x0000ff);
    float[] luma = Pictures.read(png(image), "a.png").toArray();
    assertArrayEquals(new float[] {0.299f, 0.587f, 0.114f}, luma, 1e-6f);
  }

  @Test
  void deepColoursKeepTheirDepth() throws IOException {
    ColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = colours.createCompatibleWritableRaster(2, 1);
    raster.setPixels(0, 0, 2, 1, new int[] {100, 100, 100, 65535, 65535, 65535});
    float[] luma =
        Pictures.read(png(new BufferedImage(colours, raster, false, null)), "a.png").toArray();
    assertArrayEquals(new float[] {100 / 65535f, 1}, luma, 1e-8f);
  }

  @Test
  void paletteColoursAreLookedUp() throws IOException {
    byte[] palette = {0, 51};
    BufferedImage image =
        new BufferedImage(
            2,
            1,
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, 2, palette, palette, palette));
    image.getRaster().setSample(1, 0, 0, 1);
    assertArrayEquals(new float[] {0, 0.2f}, Pictures.read(png(image), "a.png").toArray(), 1e-6f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void aDamagedImageNeverFailsOtherwise(String format) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY), format, whole);
    SplittableRandom random = new SplittableRandom(1);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] damaged = whole.toByteArray();
      for (int hit = 0; hit < 4; hit++) {
        damaged[random.nextInt(24, damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        Pictures.read(new ByteArrayInputStream(damaged), "a." + format);
      } catch (BadInputException e) {
        refused++;
      }
    }
    assertTrue(refused > 0);
  }

  @Test
  void anAbsurdSizeIsRefusedByItsHeader() throws IOException {
    byte[] small = bytes(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY));
    ByteBuffer header = ByteBuffer.wrap(small);
    header.putInt(16, 100_000).putInt(20, 100_000);
    CRC32 crc = new CRC32();
    crc.update(small, 12, 17);
    header.putInt(29, (int) crc.getValue());
    BadInputException error =
        assertThrows(
            BadInputException.class,
            () -> Pictures.read(new ByteArrayInputStream(small), "huge.png"));
    assertEquals("too-large", error.reason());
    assertTrue(error.getMessage().contains("100000 x 100000"), error.getMessage());
  }

  @Test
  void realImagesDecode() throws IOException {
    Path images = SharedData.folder("iu").resolve("images");
    int decoded = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(images, "*.png")) {
      for (Path file : files) {
        try (InputStream stream = Files.newInputStream(file)) {
          float[] values = Pictures.read(stream, file.toString()).resize(64, 64).toArray();
          double mean = 0;
          for (float value : values) {
            assertTrue(value >= 0 && value <= 1);
            mean += value / values.length;
          }
          assertTrue(mean > 0.1 && mean < 0.9, file + " has mean " + mean);
          decoded++;
        }
      }
    }
    assertEquals(8, decoded);
  }

  private static InputStream png(BufferedImage image) throws IOException {
    return new ByteArrayInputStream(bytes(image));
  }

  private static byte[] bytes(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
