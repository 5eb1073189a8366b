package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** The mean of each channel of an image: {@code [batch, channels]}. It reads no tensors. */
public record GlobalAverage() implements Operator {

  @Override
  public Shape shape(List<Shape> inputs) {
    return new Shape(inputs.get(0).get(0), inputs.get(0).get(1));
  }

  @Override
  public NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode) {
    NDArray x = inputs.get(0);
    Shape shape = x.getShape();
    return x.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2});
  }
}
