package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Each channel several times: a grey image for a network that was trained on colour. It reads no
 * tensors.
 *
 * @param times how often each channel is there
 */
public record Repeat(int times) implements Operator {
  private static final int CHANNEL = 1;

  @Override
  public Shape shape(List<Shape> inputs) {
    long[] shape = inputs.get(0).getShape().clone();
    shape[CHANNEL] *= times;
    return new Shape(shape);
  }

  @Override
  public NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode) {
    return inputs.get(0).repeat(CHANNEL, times);
  }
}
