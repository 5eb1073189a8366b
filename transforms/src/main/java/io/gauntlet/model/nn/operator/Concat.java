package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** The inputs one behind the other, by channel. It reads no tensors. */
public record Concat() implements Operator {
  private static final int CHANNEL = 1;

  @Override
  public Shape shape(List<Shape> inputs) {
    long[] shape = inputs.get(0).getShape().clone();
    shape[CHANNEL] = inputs.stream().mapToLong(input -> input.get(CHANNEL)).sum();
    return new Shape(shape);
  }

  @Override
  public NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode) {
    return NDArrays.concat(new NDList(inputs), CHANNEL);
  }
}
