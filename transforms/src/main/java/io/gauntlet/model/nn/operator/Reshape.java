package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * The same values under another shape. It reads no tensors.
 *
 * @param dimensions of the output: 0 keeps the dimension of the input at the same place, and one of
 *     -1 takes what remains
 */
public record Reshape(List<Long> dimensions) implements Operator {

  public Reshape {
    dimensions = List.copyOf(dimensions);
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    Shape input = inputs.get(0);
    long[] shape = new long[dimensions.size()];
    long known = 1;
    int open = -1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = dimensions.get(i) == 0 ? input.get(i) : dimensions.get(i);
      if (shape[i] < 0) {
        open = i;
      } else {
        known *= shape[i];
      }
    }
    if (open >= 0) {
      shape[open] = input.size() / known;
    }
    return new Shape(shape);
  }

  @Override
  public NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode) {
    return inputs.get(0).reshape(shape(List.of(inputs.get(0).getShape())));
  }
}
