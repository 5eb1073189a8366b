package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * What a node of a graph computes. An operator is an immutable value of attributes; the tensors
 * that it reads are given to it when it is applied. Images are {@code [batch, channels, height,
 * width]}, features {@code [batch, features]}, tokens {@code [batch, length, width]}.
 */
public sealed interface Operator
    permits Attention,
        AveragePool,
        BatchNorm,
        Bias,
        Concat,
        Convolution,
        Dropout,
        Elementwise,
        Embedding,
        GlobalAverage,
        LayerNorm,
        Linear,
        MaxPool,
        Repeat,
        Reshape,
        TokenOperator {

  /**
   * The shape of the output.
   *
   * @param inputs shapes of the inputs, in order
   * @throws IllegalArgumentException when the operator cannot be applied to inputs of these shapes
   */
  Shape shape(List<Shape> inputs);

  /**
   * Multiplications and additions of one application, each pair counted once. Those of
   * convolutions, linear layers and attention are counted, as in the literature; all others are 0.
   */
  default double multiplyAdds(List<Shape> inputs, Shape output) {
    return 0;
  }

  /**
   * Computes the output.
   *
   * @param inputs arrays of the inputs, in order; they are not changed
   * @param tensors what the operator reads beside them, in the order that it documents
   * @return a new array, which may share memory with an input; owned by the manager of an input
   */
  NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode);
}
