package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A linear layer over the last dimension. Its tensors are the weight {@code [out, in]} and, where
 * it has one, the bias {@code [out]}.
 *
 * @param in width of the input
 * @param out width of the output
 */
public record Linear(int in, int out) implements Operator {

  @Override
  public Shape shape(List<Shape> inputs) {
    long[] shape = inputs.get(0).getShape().clone();
    if (shape[shape.length - 1] != in) {
      throw new IllegalArgumentException(
          "a linear layer of %s inputs is given %s".formatted(in, inputs.get(0)));
    }
    shape[shape.length - 1] = out;
    return new Shape(shape);
  }

  @Override
  public double multiplyAdds(List<Shape> inputs, Shape output) {
    return (double) in * output.size();
  }

  @Override
  public NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode) {
    return ai.djl.nn.core.Linear.linear(
            inputs.get(0), tensors.get(0), tensors.size() > 1 ? tensors.get(1) : null)
        .singletonOrThrow();
  }
}
