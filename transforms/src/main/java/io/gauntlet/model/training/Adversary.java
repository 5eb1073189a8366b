package io.gauntlet.model.training;

import ai.djl.ndarray.NDArray;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.Victim;

/** Attacks the images of studies, for a training that makes a victim hold. */
@FunctionalInterface
public interface Adversary {

  /**
   * Changes images so that a victim errs.
   *
   * @param victim as it is at the moment; it does not learn meanwhile
   * @param studies their captions, where the victim reads them, and their images
   * @param pixels the same images, {@code [batch, views, height, width]} in {@code [0, 1]}
   * @param labels true classes, from 0
   * @param seed of all randomness
   * @return of the shape of {@code pixels} and in {@code [0, 1]}; owned by their manager
   */
  NDArray attack(Victim victim, StudyInputs studies, NDArray pixels, int[] labels, long seed);
}
