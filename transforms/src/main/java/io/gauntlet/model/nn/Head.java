package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import io.gauntlet.model.nn.graph.Graph;
import io.gauntlet.model.nn.graph.GraphBuilder;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.nn.operator.Mode;
import java.util.List;

/** The linear layer that turns features into two logits. */
public record Head(int features) {

  /** The tensors that it needs: {@code head.weight [2, features]} and {@code head.bias [2]}. */
  public List<ParameterSpec> parameters() {
    return graph().parameters();
  }

  private Graph graph() {
    GraphBuilder graph = new GraphBuilder("");
    return graph.build(
        graph.linear("head", graph.input("features", features), 2, ParameterSpec.Start.LINEAR));
  }

  /**
   * Classifies features.
   *
   * @param features {@code [batch, features]}
   * @return logits {@code [batch, 2]}, NORMAL then ABNORMAL
   */
  public NDArray forward(Weights weights, NDArray features) {
    return new Network(graph(), weights).forward(Mode.INFERENCE, features);
  }
}
