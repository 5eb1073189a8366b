package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import com.google.common.primitives.ImmutableLongArray;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;

/**
 * A change of images that does not depend on any victim: a control, since what it costs a victim
 * any attack must beat.
 */
@FunctionalInterface
interface Corruption extends ImageAttack {

  /**
   * Changes each image.
   *
   * @param images {@code [batch, views, height, width]} in {@code [0, 1]}; left as they are
   * @param seeds one for each image
   * @return the changed images, in {@code [0, 1]}, owned by the manager of {@code images}
   */
  NDArray corrupt(NDArray images, ImmutableLongArray seeds);

  @Override
  default NDArray attack(ImageClassifier victim, ImageBatch batch) {
    return corrupt(batch.images(), batch.seeds());
  }
}
