package io.gauntlet.model.train;

import java.util.List;

/** Told how a training goes, on the thread that trains. */
@FunctionalInterface
public interface TrainingObserver {

  /** An epoch has ended, and what it learned is kept. */
  void epoch(EpochSummary summary);

  /**
   * A step has been made.
   *
   * @param epoch from 1
   * @param studies of the epoch that have been trained on so far
   * @param loss of this step
   */
  default void step(int epoch, int studies, double loss) {}

  /** An earlier process trained these epochs, and training goes on after them. */
  default void resumed(List<EpochSummary> curve) {}
}
