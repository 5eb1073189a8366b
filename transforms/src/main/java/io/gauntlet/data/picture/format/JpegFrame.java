package io.gauntlet.data.picture.format;

import com.google.common.primitives.ImmutableIntArray;
import java.nio.ByteBuffer;

/**
 * What the frame header of a JPEG tells (ITU-T T.81, section B.2.2).
 *
 * @param process the low half of its marker: 0 and 1 sequential, 2 progressive, 3 lossless
 * @param precision bits of a sample
 * @param height in pixels
 * @param width in pixels
 * @param components their identifiers, in order
 */
public record JpegFrame(
    int process, int precision, int height, int width, ImmutableIntArray components) {
  /** The process of the lossless kind. */
  public static final int LOSSLESS = 3;

  private static final int FIELDS = 6;
  private static final int COMPONENT = 3;

  /**
   * Reads a header.
   *
   * @param segment what follows the marker's length
   */
  public static JpegFrame of(int marker, ByteBuffer segment) throws PictureException {
    if (segment.remaining() < FIELDS) {
      throw PictureException.broken("its frame header is too short");
    }
    int precision = Byte.toUnsignedInt(segment.get());
    int height = Short.toUnsignedInt(segment.getShort());
    int width = Short.toUnsignedInt(segment.getShort());
    int count = Byte.toUnsignedInt(segment.get());
    PictureException.checkSize(height, width);
    if (segment.remaining() < count * COMPONENT) {
      throw PictureException.broken("its frame header is too short");
    }
    ImmutableIntArray.Builder components = ImmutableIntArray.builder(count);
    for (int i = 0; i < count; i++) {
      components.add(Byte.toUnsignedInt(segment.get(segment.position() + i * COMPONENT)));
    }
    return new JpegFrame(marker & 0xf, precision, height, width, components.build());
  }

  /**
   * Checks that it is of the kinds that the decoder of Java reads.
   *
   * @throws PictureException that names another kind
   */
  public void checkBaseline() throws PictureException {
    String remedy = "save it as a baseline JPEG or as PNG";
    switch (process) {
      case 0, 1, 2 -> {
        if (precision != 8) {
          throw PictureException.unsupported("a JPEG of %s bits".formatted(precision), remedy);
        }
      }
      case LOSSLESS -> throw PictureException.unsupported("a lossless JPEG", remedy);
      case 7 -> throw PictureException.unsupported("a JPEG-LS", remedy);
      case 9, 10, 11 -> throw PictureException.unsupported("a JPEG with arithmetic coding", remedy);
      default -> throw PictureException.unsupported("a hierarchical JPEG", remedy);
    }
    int count = components.length();
    if (count != 1 && count != 3 && count != 4) {
      throw PictureException.unsupported("a JPEG of %s components".formatted(count), remedy);
    }
  }
}
