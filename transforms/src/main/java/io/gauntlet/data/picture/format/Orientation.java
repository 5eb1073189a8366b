package io.gauntlet.data.picture.format;

import io.gauntlet.data.Pixels.Samples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a picture has to be turned to stand upright: the values 1 to 8 of Exif's tag 0x0112, in their
 * order (Exif 2.32, section 4.6.4), as Pillow's {@code ImageOps.exif_transpose} turns them. Of the
 * whole of Exif this one number is read: readers of all its tags make room for what a file says.
 */
enum Orientation {
  UPRIGHT,
  MIRRORED,
  UPSIDE_DOWN,
  MIRRORED_UPSIDE_DOWN,
  TRANSPOSED,
  TURN_RIGHT,
  TRANSVERSED,
  TURN_LEFT;

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY = 12;
  private static final int HEADER = 8;

  /**
   * Reads the tag.
   *
   * @param tiff the Exif block from its byte order on
   * @return upright where the block is broken or says nothing
   */
  static Orientation in(byte[] tiff) {
    if (tiff.length < HEADER || tiff[0] != tiff[1] || (tiff[0] != 'I' && tiff[0] != 'M')) {
      return UPRIGHT;
    }
    ByteBuffer fields =
        ByteBuffer.wrap(tiff)
            .order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long first = Integer.toUnsignedLong(fields.getInt(4));
    if (first + 2 > tiff.length) {
      return UPRIGHT;
    }
    int entries = Short.toUnsignedInt(fields.getShort((int) first));
    for (int i = 0; i < entries && first + 2 + (i + 1L) * ENTRY <= tiff.length; i++) {
      int at = (int) first + 2 + i * ENTRY;
      if (Short.toUnsignedInt(fields.getShort(at)) == TAG && fields.getShort(at + 2) == SHORT) {
        int value = fields.getShort(at + 8);
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** Whether rows become columns. */
  boolean swapsSides() {
    return switch (this) {
      case UPRIGHT, MIRRORED, UPSIDE_DOWN, MIRRORED_UPSIDE_DOWN -> false;
      case TRANSPOSED, TURN_RIGHT, TRANSVERSED, TURN_LEFT -> true;
    };
  }

  /** Values of the turned picture, of those of a picture of this size. */
  Samples of(Samples stored, int height, int width) {
    int bottom = height - 1;
    int right = width - 1;
    return switch (this) {
      case UPRIGHT -> stored;
      case MIRRORED -> (y, x) -> stored.at(y, right - x);
      case UPSIDE_DOWN -> (y, x) -> stored.at(bottom - y, right - x);
      case MIRRORED_UPSIDE_DOWN -> (y, x) -> stored.at(bottom - y, x);
      case TRANSPOSED -> (y, x) -> stored.at(x, y);
      case TURN_RIGHT -> (y, x) -> stored.at(bottom - x, y);
      case TRANSVERSED -> (y, x) -> stored.at(bottom - x, right - y);
      case TURN_LEFT -> (y, x) -> stored.at(x, right - y);
    };
  }
}
