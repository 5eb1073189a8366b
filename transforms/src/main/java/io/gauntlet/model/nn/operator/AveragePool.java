package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.math.RoundingMode;
import java.util.List;

/**
 * The mean of each window. It reads no tensors.
 *
 * @param window over each channel; padding counts as zeros
 */
public record AveragePool(Window window) implements Operator {

  @Override
  public Shape shape(List<Shape> inputs) {
    return window.over(inputs.get(0), (int) inputs.get(0).get(1), RoundingMode.FLOOR);
  }

  @Override
  public NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode) {
    return Pool.avgPool2d(
        inputs.get(0),
        window.kernelShape(),
        window.strideShape(),
        window.paddingShape(),
        false,
        true);
  }
}
