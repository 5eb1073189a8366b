package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.List;

/**
 * The rows of a table. The input holds their numbers, int64; the one tensor is the table {@code
 * [entries, width]}.
 *
 * @param width of a row
 */
public record Embedding(int width) implements Operator {

  @Override
  public Shape shape(List<Shape> inputs) {
    return inputs.get(0).add(width);
  }

  @Override
  public NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode) {
    return ai.djl.nn.core.Embedding.embedding(inputs.get(0), tensors.get(0), SparseFormat.DENSE)
        .singletonOrThrow();
  }
}
