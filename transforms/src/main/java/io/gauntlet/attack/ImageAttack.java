package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;

/** Changes the pixels of studies so that a victim errs. Stateless, safe for any thread. */
@FunctionalInterface
public interface ImageAttack {

  /**
   * Attacks each study of a batch on its own.
   *
   * @param pixels {@code [batch, views, height, width]} in {@code [0, 1]}; left as it is
   * @param labels true classes {@code [batch]}, int64: 0 NORMAL, 1 ABNORMAL
   * @param seeds a seed a study, of all randomness spent on it by this attack
   * @return the attacked pixels, in {@code [0, 1]}, owned by the manager of {@code pixels}
   */
  NDArray attack(PixelClassifier victim, NDArray pixels, NDArray labels, long[] seeds);
}
