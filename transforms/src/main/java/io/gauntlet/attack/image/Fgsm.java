package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;

/**
 * The fast gradient sign method: {@code clip(x + epsilon * sign(gradient))} (Goodfellow et al.
 * 2014, section 4).
 *
 * @param epsilon largest change of a pixel, in {@code [0, 1]}
 */
public record Fgsm(double epsilon) implements ImageAttack {

  /** Checks the range. */
  public Fgsm {
    LinfBall.check(epsilon);
  }

  @Override
  public NDArray attack(PixelClassifier victim, NDArray pixels, NDArray labels, long[] seeds) {
    NDArray gradient = victim.gradient(pixels, labels, Loss.CROSS_ENTROPY).gradient();
    return LinfBall.step(pixels, pixels, gradient, epsilon, epsilon);
  }
}
