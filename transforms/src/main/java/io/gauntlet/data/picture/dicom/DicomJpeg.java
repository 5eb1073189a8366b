package io.gauntlet.data.picture.dicom;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import io.gauntlet.data.picture.format.ImageDecoder;
import io.gauntlet.data.picture.format.JpegFrame;
import io.gauntlet.data.picture.format.JpegSegments;
import io.gauntlet.data.picture.format.PictureException;
import java.awt.image.Raster;
import java.nio.ByteBuffer;

/** A frame that is a JPEG of one component, whose size and bits must be those of the header. */
final class DicomJpeg {
  private static final ImageDecoder BASELINE = ImageDecoder.ofJava("jpeg");
  private static final ImageDecoder LOSSLESS = ImageDecoder.of(new JPEGImageReaderSpi());

  private DicomJpeg() {}

  /** One of 8 bits, sequential or progressive. */
  static DicomPixels baseline(ByteBuffer stream, DicomFrame frame) throws PictureException {
    JpegSegments jpeg = segments(stream, frame);
    jpeg.frame().checkBaseline();
    return decoded(jpeg, BASELINE);
  }

  /** One of the lossless process. */
  static DicomPixels lossless(ByteBuffer stream, DicomFrame frame) throws PictureException {
    JpegSegments jpeg = segments(stream, frame);
    if (jpeg.frame().process() != JpegFrame.LOSSLESS) {
      throw PictureException.broken("its pixels are not written as its transfer syntax says");
    }
    return decoded(jpeg, LOSSLESS);
  }

  private static JpegSegments segments(ByteBuffer stream, DicomFrame frame)
      throws PictureException {
    byte[] file = new byte[stream.remaining()];
    stream.get(file);
    JpegSegments segments = JpegSegments.of(file);
    JpegFrame jpeg = segments.frame();
    // Values with a sign need all their bits.
    boolean signLost = frame.lowest() < 0 && jpeg.precision() < frame.stored();
    if (jpeg.height() != frame.rows()
        || jpeg.width() != frame.columns()
        || jpeg.components().length() != 1
        || jpeg.precision() > frame.allocated()
        || signLost) {
      throw PictureException.broken("the JPEG in it is not of the size and bits of its header");
    }
    return segments;
  }

  private static DicomPixels decoded(JpegSegments jpeg, ImageDecoder decoder)
      throws PictureException {
    Raster raster = decoder.raster(jpeg.asJfif());
    return (row, column) -> raster.getSample(column, row, 0);
  }
}
