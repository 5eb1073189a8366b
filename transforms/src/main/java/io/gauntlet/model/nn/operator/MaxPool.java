package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.math.RoundingMode;
import java.util.List;

/**
 * The largest value of each window. It reads no tensors.
 *
 * @param window over each channel
 * @param rounding {@code FLOOR}, or {@code CEILING} where the last window may reach beyond the
 *     image
 */
public record MaxPool(Window window, RoundingMode rounding) implements Operator {

  @Override
  public Shape shape(List<Shape> inputs) {
    return window.over(inputs.get(0), (int) inputs.get(0).get(1), rounding);
  }

  @Override
  public NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode) {
    return Pool.maxPool2d(
        inputs.get(0),
        window.kernelShape(),
        window.strideShape(),
        window.paddingShape(),
        rounding == RoundingMode.CEILING);
  }
}
