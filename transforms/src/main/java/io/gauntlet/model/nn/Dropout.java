package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import java.util.SplittableRandom;

/**
 * Dropout (Srivastava et al. 2014): while training, some features are left out and the others are
 * scaled up to make up for them. What is left out comes from a seed, not from the engine's
 * generator, which all threads share.
 */
public final class Dropout {
  private Dropout() {}

  /**
   * Leaves features out.
   *
   * @param rate share that is left out, in {@code [0, 1)}; 0 changes nothing
   */
  public static NDArray of(NDArray features, double rate, long seed) {
    if (rate == 0) {
      return features;
    }
    SplittableRandom random = new SplittableRandom(seed);
    float[] kept = new float[(int) features.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = random.nextDouble() < rate ? 0 : (float) (1 / (1 - rate));
    }
    return features.mul(features.getManager().create(kept, features.getShape()));
  }
}
