package io.gauntlet.model.training;

import ai.djl.ndarray.NDManager;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.Victim;

/** Attacks studies, for a training that makes a victim hold. */
@FunctionalInterface
public interface Adversary {
  /** Leaves studies as they are. */
  Adversary NONE = (scope, victim, studies, labels, seed) -> studies;

  /**
   * Changes studies so that a victim errs.
   *
   * @param scope owner of the images that are changed
   * @param victim as it is at the moment; it does not learn meanwhile
   * @param studies their captions, where the victim reads them, and their images, where it sees
   *     them
   * @param labels true classes, from 0
   * @param seed of all randomness
   * @return the same studies with other images, in {@code [0, 1]}, or other captions, or both
   */
  StudyInputs attack(NDManager scope, Victim victim, StudyInputs studies, int[] labels, long seed);

  /** This attack, and then another on what it left. */
  default Adversary then(Adversary next) {
    return (scope, victim, studies, labels, seed) ->
        next.attack(scope, victim, attack(scope, victim, studies, labels, seed), labels, seed);
  }
}
