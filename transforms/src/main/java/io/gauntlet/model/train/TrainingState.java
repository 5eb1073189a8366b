package io.gauntlet.model.train;

import java.util.List;
import java.util.Objects;

/**
 * Where a training is, beside its tensors. The order of the studies comes from the recipe's seed
 * and the epoch, so the position is all there is to know of randomness.
 *
 * @param epoch whole epochs behind it
 * @param step steps behind it
 * @param schedule of the learning rate
 * @param curve a line for each epoch
 */
public record TrainingState(
    int epoch, int step, ReduceOnPlateau.State schedule, List<EpochSummary> curve) {

  public TrainingState {
    Objects.requireNonNull(schedule);
    curve = List.copyOf(curve);
  }

  static TrainingState start(Recipe recipe) {
    return new TrainingState(0, 0, new ReduceOnPlateau(recipe).state(), List.of());
  }
}
