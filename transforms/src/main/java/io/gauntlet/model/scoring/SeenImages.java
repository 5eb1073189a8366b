package io.gauntlet.model.scoring;

import java.util.Arrays;

/**
 * The images of some studies as a victim sees them: of each study all views, one after the other,
 * rows from top to bottom, with black at 0 and white at 1.
 */
public final class SeenImages {
  /** What a victim is given that sees no images. */
  public static final SeenImages NONE = new SeenImages(new float[0], 0);

  private final float[] pixels;
  private final int count;

  private SeenImages(float[] pixels, int count) {
    this.pixels = pixels;
    this.count = count;
  }

  /**
   * Images of studies.
   *
   * @param pixels {@code [studies, views, height, width]}, which become its own
   * @param studies at least 1
   */
  static SeenImages of(float[] pixels, int studies) {
    return new SeenImages(pixels, studies);
  }

  /** Number of the studies; 0 where no images are seen. */
  public int count() {
    return count;
  }

  /** The images of a study, {@code [views, height, width]}; a copy. */
  public float[] study(int index) {
    int each = pixels.length / count;
    return Arrays.copyOfRange(pixels, index * each, (index + 1) * each);
  }
}
