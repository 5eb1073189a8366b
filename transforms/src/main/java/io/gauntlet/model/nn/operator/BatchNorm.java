package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) of each channel. Its tensors are scale, shift,
 * running mean and running variance, each {@code [channels]}; the last two follow the data in
 * training, by a tenth of the difference at each step.
 *
 * @param epsilon what is added to the variance before the root is taken
 */
public record BatchNorm(float epsilon) implements Operator {
  private static final float KEEP = 0.9f;

  @Override
  public Shape shape(List<Shape> inputs) {
    return inputs.get(0);
  }

  @Override
  public NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode) {
    return ai.djl.nn.norm.BatchNorm.batchNorm(
            inputs.get(0),
            tensors.get(2),
            tensors.get(3),
            tensors.get(0),
            tensors.get(1),
            1,
            KEEP,
            epsilon,
            mode.isTraining())
        .singletonOrThrow();
  }
}
