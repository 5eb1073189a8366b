package io.gauntlet.data.picture.format;

import com.google.common.primitives.ImmutableIntArray;

/**
 * JPEG of 8 bits, sequential or progressive, grey, in colours or in four inks, turned upright by
 * its Exif orientation. What its components mean is decided as libjpeg decides it, not as Java
 * does, which takes some without a JFIF segment for red, green and blue.
 */
public final class JpegPicture {
  private static final ImageDecoder DECODER = ImageDecoder.ofJava("jpeg");
  private static final int CODED_INKS = 2;
  private static final ImmutableIntArray RGB = ImmutableIntArray.of('R', 'G', 'B');

  private JpegPicture() {}

  public static Grid read(byte[] file) throws PictureException {
    JpegSegments segments = JpegSegments.of(file);
    segments.frame().checkBaseline();
    byte[] samples = segments.asJfif();
    return grid(segments, samples).turned(segments.orientation());
  }

  private static Grid grid(JpegSegments segments, byte[] samples) throws PictureException {
    ImmutableIntArray components = segments.frame().components();
    int transform = segments.adobe().orElse(components.equals(RGB) ? 0 : 1);
    if (components.length() == 4) {
      return segments.adobe().orElse(0) == CODED_INKS
          ? Grey.ofCodedInks(DECODER.raster(samples))
          : Grey.ofInks(DECODER.raster(samples));
    }
    return components.length() == 3 && transform == 0 && !segments.isJfif()
        ? Grey.ofColours(DECODER.raster(samples))
        : Grey.of(DECODER.image(samples));
  }
}
