package io.gauntlet.model;

import ai.djl.ndarray.types.Shape;

/**
 * The size of the views that an image branch reads.
 *
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 */
public record ImageSize(int height, int width) {

  public ImageSize {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException("images have a height and a width of at least 1");
    }
  }

  /** The shape of a batch of studies: {@code [studies, 2, height, width]}. */
  public Shape batch(long studies) {
    return new Shape(studies, 2, height, width);
  }

  /** Pixels of a study, both views together. */
  public int pixelsPerStudy() {
    return 2 * height * width;
  }

  @Override
  public String toString() {
    return height + " x " + width;
  }
}
