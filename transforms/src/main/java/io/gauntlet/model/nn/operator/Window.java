package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.types.Shape;
import com.google.common.math.LongMath;
import java.math.RoundingMode;

/**
 * The square window of a convolution or of pooling, the same in both directions.
 *
 * @param kernel height and width of the window, in pixels
 * @param stride from one window to the next, in pixels
 * @param padding pixels that are added at each side
 */
public record Window(int kernel, int stride, int padding) {

  /** A window padded by half its kernel, so that a stride of 1 keeps height and width. */
  public static Window padded(int kernel, int stride) {
    return new Window(kernel, stride, kernel / 2);
  }

  /**
   * An image with windows in the place of its pixels.
   *
   * @param image {@code [batch, channels, height, width]}
   * @param rounding {@code FLOOR}, or {@code CEILING} where the last window may reach beyond the
   *     padding
   * @throws IllegalArgumentException when the image is smaller than one window
   */
  Shape over(Shape image, int channels, RoundingMode rounding) {
    return new Shape(
        image.get(0), channels, windows(image, 2, rounding), windows(image, 3, rounding));
  }

  private long windows(Shape image, int dimension, RoundingMode rounding) {
    long side = image.get(dimension);
    long count = LongMath.divide(side + 2L * padding - kernel, stride, rounding) + 1;
    // PyTorch drops a last window that would begin in the padding at the far end.
    if (rounding == RoundingMode.CEILING && (count - 1) * stride >= side + padding) {
      count--;
    }
    if (count < 1) {
      throw new IllegalArgumentException(
          "a window of %s x %s pixels does not fit into a side of %s; give larger images"
              .formatted(kernel, kernel, side));
    }
    return count;
  }

  Shape kernelShape() {
    return new Shape(kernel, kernel);
  }

  Shape strideShape() {
    return new Shape(stride, stride);
  }

  Shape paddingShape() {
    return new Shape(padding, padding);
  }
}
