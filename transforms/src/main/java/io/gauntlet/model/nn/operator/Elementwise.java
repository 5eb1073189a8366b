package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.List;

/** Operators without attributes that work element by element; they read no tensors. */
public enum Elementwise implements Operator {
  /** The rectifier: the larger of a value and 0. */
  RELU {
    @Override
    NDArray apply(NDArray x, NDArray y) {
      return Activation.relu(x);
    }
  },
  /** The logistic function. */
  SIGMOID {
    @Override
    NDArray apply(NDArray x, NDArray y) {
      return Activation.sigmoid(x);
    }
  },
  /** The Gaussian error linear unit (Hendrycks and Gimpel 2016), exact. */
  GELU {
    @Override
    NDArray apply(NDArray x, NDArray y) {
      return Activation.gelu(x);
    }
  },
  /** The hyperbolic tangent. */
  TANH {
    @Override
    NDArray apply(NDArray x, NDArray y) {
      return Activation.tanh(x);
    }
  },
  /** The sum of two inputs, the smaller one repeated where its dimension is 1. */
  ADD {
    @Override
    NDArray apply(NDArray x, NDArray y) {
      return x.add(y);
    }
  },
  /** The product of two inputs, the smaller one repeated where its dimension is 1. */
  MULTIPLY {
    @Override
    NDArray apply(NDArray x, NDArray y) {
      return x.mul(y);
    }
  };

  /** Computes the output of the first and the last input, which are one and the same for some. */
  abstract NDArray apply(NDArray x, NDArray y);

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
    return apply(inputs.get(0), inputs.get(inputs.size() - 1));
  }
}
