package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.math.RoundingMode;
import java.util.List;

/**
 * A square convolution without dilation. Its tensors are the kernel {@code [out, in / groups,
 * kernel, kernel]} and, where it has one, the bias {@code [out]}.
 *
 * @param in channels of the input
 * @param out channels of the output
 * @param window of the kernel
 * @param groups into which the channels are divided
 */
public record Convolution(int in, int out, Window window, int groups) implements Operator {

  /** The shape of its kernel. */
  public Shape kernel() {
    return new Shape(out, in / groups, window.kernel(), window.kernel());
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return window.over(inputs.get(0), out, RoundingMode.FLOOR);
  }

  @Override
  public double multiplyAdds(List<Shape> inputs, Shape output) {
    return (double) kernel().size() * output.get(0) * output.get(2) * output.get(3);
  }

  @Override
  public NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode) {
    return Conv2d.conv2d(
            inputs.get(0),
            tensors.get(0),
            tensors.size() > 1 ? tensors.get(1) : null,
            window.strideShape(),
            window.paddingShape(),
            new Shape(1, 1),
            groups)
        .singletonOrThrow();
  }
}
