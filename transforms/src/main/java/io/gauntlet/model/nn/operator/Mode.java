package io.gauntlet.model.nn.operator;

import java.util.OptionalLong;

/**
 * Whether a forward pass belongs to training or to inference. In training, batch norms use the
 * statistics of the batch and follow them, and dropout leaves features out; at inference, batch
 * norms use their running statistics and dropout does nothing.
 *
 * @param dropoutSeed what decides which features dropout leaves out; empty at inference
 */
public record Mode(OptionalLong dropoutSeed) {
  /** The mode of a network whose answer is wanted. */
  public static final Mode INFERENCE = new Mode(OptionalLong.empty());

  /** The mode of a network that learns from the batch. */
  public static Mode training(long dropoutSeed) {
    return new Mode(OptionalLong.of(dropoutSeed));
  }

  /** Whether the pass belongs to training. */
  public boolean isTraining() {
    return dropoutSeed.isPresent();
  }
}
