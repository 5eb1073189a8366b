package io.gauntlet.attack;

import ai.djl.ndarray.NDArray;

/** Changes the images of studies so that a victim errs. Stateless, safe for any thread. */
@FunctionalInterface
public interface ImageAttack {

  /**
   * Attacks each study of a batch; the result of one never depends on the others. The batch is left
   * as it is.
   *
   * @param victim what the attack may ask, one row for each study of the batch
   * @return the attacked images, {@code [batch, views, height, width]} in {@code [0, 1]}, owned by
   *     {@link ImageBatch#manager}
   */
  NDArray attack(ImageClassifier victim, ImageBatch batch);
}
