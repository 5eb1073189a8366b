package io.gauntlet.data.picture.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * PNG of every depth and colour type. The decoder of Java passes over wrong check sums; here each
 * is checked, and only the chunks that make the pixels are handed on: no profile, gamma or
 * transparency changes a sample, and no packed text is unpacked.
 */
public final class PngPicture {
  private static final ImageDecoder DECODER = ImageDecoder.ofJava("png");
  private static final int SIGNATURE = 8;
  private static final int AROUND = 12;
  private static final Set<String> PIXELS = Set.of("IHDR", "PLTE", "IDAT", "IEND");

  private PngPicture() {}

  public static Grid read(byte[] file) throws PictureException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
    kept.write(file, 0, SIGNATURE);
    Orientation orientation = Orientation.UPRIGHT;
    ByteBuffer fields = ByteBuffer.wrap(file);
    String type = "";
    for (int at = SIGNATURE; !type.equals("IEND"); ) {
      if (at + AROUND > file.length) {
        throw PictureException.broken("it ends too early");
      }
      long length = Integer.toUnsignedLong(fields.getInt(at));
      if (at + AROUND + length > file.length) {
        throw PictureException.broken("it ends too early");
      }
      int whole = (int) length + AROUND;
      type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (PIXELS.contains(type)) {
        checkSum(file, at, whole);
        kept.write(file, at, whole);
      } else if (type.equals("eXIf")) {
        orientation = Orientation.in(Arrays.copyOfRange(file, at + 8, at + whole - 4));
      } else if (type.equals("acTL")) {
        throw PictureException.unsupported("an animated PNG", "give one frame of it as PNG");
      }
      at += whole;
    }
    return Grey.of(DECODER.image(kept.toByteArray())).turned(orientation);
  }

  private static void checkSum(byte[] file, int at, int whole) throws PictureException {
    CRC32 sum = new CRC32();
    sum.update(file, at + 4, whole - 8);
    if ((int) sum.getValue() != ByteBuffer.wrap(file).getInt(at + whole - 4)) {
      throw PictureException.broken("a check sum in it is wrong");
    }
  }
}
