package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;

/**
 * The margins of a victim at some images, and the gradient of a loss there.
 *
 * <p>The margin is the logit of the wrong class less that of the true one, less what rounding may
 * take from it: above 0 the victim errs, and still errs when it is asked in another batch.
 */
public final class GradientAt {
  private final float[] margins;
  private final NDArray gradient;

  /**
   * Margins and a gradient.
   *
   * @param margins one for each image; owned from now on
   * @param gradient {@code [images, views, height, width]}
   */
  GradientAt(float[] margins, NDArray gradient) {
    this.margins = margins;
    this.gradient = gradient;
  }

  /** The gradient by pixel, {@code [images, views, height, width]}, finite everywhere. */
  public NDArray gradient() {
    return gradient;
  }

  /** Number of images. */
  public int size() {
    return margins.length;
  }

  /** The margin at an image. */
  public float margin(int image) {
    return margins[image];
  }

  /** Whether the victim errs at an image. */
  public boolean isFooled(int image) {
    return margins[image] > 0;
  }

  float[] margins() {
    return margins;
  }

  GradientAt withGradient(NDArray other) {
    return new GradientAt(margins, other);
  }
}
