package io.gauntlet.model;

/**
 * How pictures enter a network.
 *
 * @param height pixels
 * @param width pixels
 * @param mean of the training part's pixels, in {@code [0, 1]}
 * @param deviation of the training part's pixels, above 0
 */
public record PixelInput(int height, int width, double mean, double deviation) {

  /** Checks the ranges. */
  public PixelInput {
    if (height < 1 || width < 1 || !(deviation > 0)) {
      throw new IllegalArgumentException(
          "pictures need a height and width of at least 1 and a deviation above 0");
    }
  }
}
