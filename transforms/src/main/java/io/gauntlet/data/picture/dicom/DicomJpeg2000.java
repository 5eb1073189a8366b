package io.gauntlet.data.picture.dicom;

import io.gauntlet.data.picture.format.ImageDecoder;
import io.gauntlet.data.picture.format.PictureException;
import java.awt.image.Raster;
import java.nio.ByteBuffer;

/**
 * A frame that is a JPEG 2000 codestream of one component (ITU-T T.800, annex A). Java has no
 * decoder of it. The one on Maven Central has a licence that ours cannot carry, and can go on for
 * ever on a broken stream, so that none is shipped: the one is asked that a user puts on the class
 * path, as with PDFBox.
 */
final class DicomJpeg2000 {
  private static final String FORMAT = "jpeg 2000";
  private static final int START_AND_SIZE = 0xff4fff51;
  private static final int HEADER = 43;
  private static final int SIZE_AT = 8;
  private static final int COMPONENTS_AT = 40;
  private static final int BITS_AT = 42;

  private DicomJpeg2000() {}

  static DicomPixels read(ByteBuffer stream, DicomFrame frame) throws PictureException {
    ImageDecoder decoder =
        ImageDecoder.onClassPath(FORMAT)
            .orElseThrow(
                () ->
                    PictureException.unsupported(
                        "a DICOM with JPEG 2000 compression",
                        "save it uncompressed (pydicom's Dataset.decompress() does), or put a"
                            + " reader of JPEG 2000 for ImageIO, such as jai-imageio-jpeg2000, on"
                            + " GAUNTLET_CLASSPATH"));
    check(stream, frame);
    byte[] file = new byte[stream.remaining()];
    stream.get(file);
    Raster raster = decoder.raster(file);
    return (row, column) -> raster.getSample(column, row, 0);
  }

  /** Its size, components and bits must be those of the header, before any is decoded. */
  private static void check(ByteBuffer stream, DicomFrame frame) throws PictureException {
    if (stream.remaining() < HEADER || stream.getInt(0) != START_AND_SIZE) {
      throw PictureException.broken("its pixels are not written as its transfer syntax says");
    }
    int bits = Byte.toUnsignedInt(stream.get(BITS_AT));
    if (bits >= 1 << 7) {
      throw PictureException.unsupported(
          "a DICOM with JPEG 2000 compression of values with a sign", "save it uncompressed");
    }
    if (stream.getInt(SIZE_AT) - stream.getInt(SIZE_AT + 8) != frame.columns()
        || stream.getInt(SIZE_AT + 4) - stream.getInt(SIZE_AT + 12) != frame.rows()
        || stream.getShort(COMPONENTS_AT) != 1
        || bits + 1 > frame.allocated()
        || frame.lowest() < 0) {
      throw PictureException.broken(
          "the JPEG 2000 in it is not of the size and bits of its header");
    }
  }
}
