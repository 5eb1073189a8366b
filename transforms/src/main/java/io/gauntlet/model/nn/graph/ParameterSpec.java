package io.gauntlet.model.nn.graph;

import ai.djl.ndarray.types.Shape;

/**
 * A tensor that a network needs.
 *
 * @param name dotted path, as in the public checkpoints, such as {@code layer1.0.conv1.weight}
 * @param shape the tensor's shape
 * @param start how an untrained one begins
 */
public record ParameterSpec(String name, Shape shape, Start start) {

  /** How an untrained tensor begins, and whether an optimiser may move it. */
  public enum Start {
    /** Normal with variance 2 / fan-out: convolutions before a ReLU (He et al. 2015). */
    HE,
    /** Uniform within 1 / sqrt(fan-in): linear layers. */
    LINEAR,
    /** Normal with deviation 0.02: BERT. */
    BERT,
    /** Zeros. */
    ZEROS,
    /** Ones. */
    ONES,
    /** Zeros, never trained: a running mean. */
    RUNNING_MEAN,
    /** Ones, never trained: a running variance. */
    RUNNING_VARIANCE,
    /** Zeros, never trained: what is only kept as it came from a checkpoint. */
    KEPT;

    /** Whether an optimiser may move the tensor; running statistics follow the data instead. */
    public boolean trainable() {
      return this != RUNNING_MEAN && this != RUNNING_VARIANCE && this != KEPT;
    }
  }
}
