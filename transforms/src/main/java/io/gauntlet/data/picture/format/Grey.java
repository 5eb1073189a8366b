package io.gauntlet.data.picture.format;

import io.gauntlet.data.Pixels.Samples;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Grey values of decoded samples: grey ones as they are stored, colours by the luma of Rec. 601, as
 * Pillow does, each as a share of the largest number of its bits. Alpha is left out.
 */
final class Grey {
  private static final float RED = 0.299f;
  private static final float GREEN = 0.587f;
  private static final float BLUE = 0.114f;

  private Grey() {}

  /** Those of an image of one colour model or another. */
  static Grid of(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel colours = image.getColorModel();
    float full = full(raster);
    boolean indexed = colours instanceof IndexColorModel;
    if (!indexed && colours.getNumColorComponents() == 1) {
      return grid(raster, (y, x) -> raster.getSample(x, y, 0) / full);
    }
    if (!indexed && colours.getColorSpace().getType() == ColorSpace.TYPE_RGB) {
      return ofColours(raster);
    }
    return grid(
        raster,
        (y, x) -> {
          int colour = image.getRGB(x, y);
          return luma((colour >> 16) & 0xff, (colour >> 8) & 0xff, colour & 0xff) / 255;
        });
  }

  /** Those of red, green and blue. */
  static Grid ofColours(Raster raster) {
    float full = full(raster);
    return grid(
        raster,
        (y, x) ->
            luma(raster.getSample(x, y, 0), raster.getSample(x, y, 1), raster.getSample(x, y, 2))
                / full);
  }

  /**
   * Those of the four inks of a JPEG of 8 bits, which are stored inverted, as Adobe does and Pillow
   * assumes: each light is the ink's share of what the black ink lets through.
   *
   * @param inks cyan, magenta, yellow and black, 255 for none
   */
  static Grid ofInks(Raster inks) {
    return grid(
        inks,
        (y, x) ->
            luma(inks.getSample(x, y, 0), inks.getSample(x, y, 1), inks.getSample(x, y, 2))
                / 255
                * inks.getSample(x, y, 3)
                / 255);
  }

  /**
   * Those of inks whose first three are coded as luma and two differences of colour (YCCK): the
   * luma of what they let through is what the luma of the inks leaves.
   */
  static Grid ofCodedInks(Raster coded) {
    return grid(
        coded,
        (y, x) -> {
          float luma = coded.getSample(x, y, 0);
          float blue = coded.getSample(x, y, 1) - 128;
          float red = coded.getSample(x, y, 2) - 128;
          return luma(
                  255 - byteOf(luma + 1.402f * red),
                  255 - byteOf(luma - 0.344136f * blue - 0.714136f * red),
                  255 - byteOf(luma + 1.772f * blue))
              / 255
              * coded.getSample(x, y, 3)
              / 255;
        });
  }

  private static float full(Raster raster) {
    return (1 << raster.getSampleModel().getSampleSize(0)) - 1;
  }

  private static int byteOf(float value) {
    return Math.max(0, Math.min(255, Math.round(value)));
  }

  private static Grid grid(Raster raster, Samples samples) {
    return new Grid(raster.getHeight(), raster.getWidth(), (y, x) -> Math.min(1, samples.at(y, x)));
  }

  private static float luma(int red, int green, int blue) {
    return RED * red + GREEN * green + BLUE * blue;
  }
}
