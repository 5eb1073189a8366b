package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** The linear layer that turns features into two logits. */
public record Head(int features) {
  private static final String NAME = "head";

  /** The tensors it needs: {@code head.weight [2, features]} and {@code head.bias [2]}. */
  public List<ParameterSpec> parameters() {
    Declaration declare = new Declaration(1);
    declare.linear(NAME, features, 2, ParameterSpec.Start.LINEAR);
    return declare.specs();
  }

  /**
   * Classifies features.
   *
   * @param features {@code [batch, features]}
   * @return logits {@code [batch, 2]}, NORMAL then ABNORMAL
   */
  public NDArray forward(Weights weights, NDArray features) {
    return Layers.linear(weights, NAME, features);
  }
}
