package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import com.google.common.primitives.ImmutableLongArray;

/**
 * Black in the place of every image: what a victim sees of a study whose images are missing. Black,
 * and no mean image, for that is what stands for a view that a study of the cohort lacks too, and a
 * victim that a user brings has no training images to take a mean of.
 */
record Dropped() implements Corruption {

  @Override
  public NDArray corrupt(NDArray images, ImmutableLongArray seeds) {
    return images.zerosLike();
  }
}
