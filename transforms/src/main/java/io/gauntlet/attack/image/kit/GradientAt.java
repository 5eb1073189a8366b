package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import com.google.common.primitives.Floats;
import java.util.Arrays;

/**
 * The margins of a victim at some images, and the gradient of a loss there.
 *
 * <p>The margin is the logit of the best wrong class less that of the true one, less what rounding
 * may take from it: above 0 the victim errs, and still errs when it is asked in another batch.
 */
public final class GradientAt {
  private final float[][] leads;
  private final NDArray gradient;

  /**
   * Margins and a gradient.
   *
   * @param leads of the wrong classes over the true one, the best first, for each image; owned from
   *     now on
   * @param gradient {@code [images, views, height, width]}
   */
  GradientAt(float[][] leads, NDArray gradient) {
    this.leads = leads;
    this.gradient = gradient;
  }

  /** The gradient by pixel, {@code [images, views, height, width]}, finite everywhere. */
  public NDArray gradient() {
    return gradient;
  }

  /** Number of images. */
  public int size() {
    return leads.length;
  }

  /** The margin at an image. */
  public float margin(int image) {
    return leads[image][0];
  }

  /** Number of wrong classes, at least 1. */
  public int rivals() {
    return leads[0].length;
  }

  /**
   * How far a wrong class leads at an image, less what rounding may take from it.
   *
   * @param rank of the class by its logit, from 0; the first lead is the margin
   */
  public float lead(int image, int rank) {
    return leads[image][rank];
  }

  /** Whether the victim errs at an image. */
  public boolean isFooled(int image) {
    return margin(image) > 0;
  }

  float[] margins() {
    return margins(leads);
  }

  /** The best lead of each image. */
  static float[] margins(float[][] leads) {
    return Floats.toArray(Arrays.stream(leads).map(of -> of[0]).toList());
  }

  GradientAt withGradient(NDArray other) {
    return new GradientAt(leads, other);
  }
}
