package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.List;
import java.util.function.BinaryOperator;

/** Operators without attributes that work element by element; they read no tensors. */
@SuppressWarnings("ImmutableEnumChecker") // The functions hold nothing.
public enum Elementwise implements Operator {
  /** The rectifier: the larger of a value and 0. */
  RELU((x, none) -> Activation.relu(x)),
  /** The logistic function. */
  SIGMOID((x, none) -> Activation.sigmoid(x)),
  /** The Gaussian error linear unit (Hendrycks and Gimpel 2016), exact. */
  GELU((x, none) -> Activation.gelu(x)),
  /** The hyperbolic tangent. */
  TANH((x, none) -> Activation.tanh(x)),
  /** The sum of two inputs, the smaller one repeated where its dimension is 1. */
  ADD(NDArray::add),
  /** The product of two inputs, the smaller one repeated where its dimension is 1. */
  MULTIPLY(NDArray::mul);

  private final BinaryOperator<NDArray> function;

  Elementwise(BinaryOperator<NDArray> function) {
    this.function = function;
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    Shape first = inputs.get(0);
    Shape last = inputs.get(inputs.size() - 1);
    long[] larger = first.getShape().clone();
    if (larger.length != last.dimension()) {
      throw new IllegalArgumentException(first + " and " + last + " cannot be combined");
    }
    for (int i = 0; i < larger.length; i++) {
      if (larger[i] != last.get(i) && larger[i] != 1 && last.get(i) != 1) {
        throw new IllegalArgumentException(first + " and " + last + " cannot be combined");
      }
      larger[i] = Math.max(larger[i], last.get(i));
    }
    return new Shape(larger);
  }

  @Override
  public NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode) {
    return function.apply(inputs.get(0), inputs.get(inputs.size() - 1));
  }
}
