package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Operators without attributes over tokens and their mask, {@code [batch, length]}, int64: 1 for a
 * token and 0 for padding. They read no tensors.
 */
public enum TokenOperator implements Operator {
  /** The positions of a mask's tokens, from 0: {@code [1, length]}, int64. */
  POSITIONS {
    @Override
    public Shape shape(List<Shape> inputs) {
      return new Shape(1, inputs.get(0).get(1));
    }

    @Override
    NDArray apply(NDArray mask) {
      int length = (int) mask.getShape().get(1);
      return mask.getManager().arange(0, length, 1, DataType.INT64).expandDims(0);
    }
  },
  /** The segments of a mask's tokens, all the first one: zeros {@code [batch, length]}, int64. */
  SEGMENTS {
    @Override
    public Shape shape(List<Shape> inputs) {
      return inputs.get(0);
    }

    @Override
    NDArray apply(NDArray mask) {
      return mask.zerosLike();
    }
  },
  /** What {@link Attention} adds to its scores: 0 for a token, and very little for padding. */
  ATTENTION_BIAS {
    private static final float PENALTY = 1e9f;

    @Override
    public Shape shape(List<Shape> inputs) {
      return new Shape(inputs.get(0).get(0), 1, 1, inputs.get(0).get(1));
    }

    @Override
    NDArray apply(NDArray mask) {
      Shape shape = mask.getShape();
      return mask.toType(DataType.FLOAT32, true)
          .sub(1)
          .mul(PENALTY)
          .reshape(shape.get(0), 1, 1, shape.get(1));
    }
  },
  /** The first token alone: {@code [batch, 1, width]}. */
  FIRST {
    @Override
    public Shape shape(List<Shape> inputs) {
      return new Shape(inputs.get(0).get(0), 1, inputs.get(0).get(2));
    }

    @Override
    NDArray apply(NDArray tokens) {
      return tokens.get(":, 0:1");
    }
  };

  abstract NDArray apply(NDArray input);

  @Override
  public NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode) {
    return apply(inputs.get(0));
  }
}
