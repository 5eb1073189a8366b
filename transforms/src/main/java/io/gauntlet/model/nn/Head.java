package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import com.google.common.collect.ImmutableList;
import io.gauntlet.model.nn.graph.Graph;
import io.gauntlet.model.nn.graph.GraphBuilder;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.nn.operator.Mode;
import java.util.List;

/**
 * The linear layer that turns features into logits.
 *
 * @param features that it reads
 * @param classes that it tells apart, a logit each
 */
public record Head(int features, int classes) {

  /**
   * The tensors that it needs: {@code head.weight [classes, features]} and {@code head.bias
   * [classes]}.
   */
  public List<ParameterSpec> parameters() {
    return graph().parameters();
  }

  /** The tensors of encoders, and its own behind them. */
  public List<ParameterSpec> after(List<ParameterSpec> encoders) {
    return ImmutableList.<ParameterSpec>builder().addAll(encoders).addAll(parameters()).build();
  }

  private Graph graph() {
    GraphBuilder graph = new GraphBuilder("");
    return graph.build(
        graph.linear(
            "head", graph.input("features", features), classes, ParameterSpec.Start.LINEAR));
  }

  /**
   * Classifies features.
   *
   * @param features {@code [batch, features]}
   * @return logits {@code [batch, classes]}
   */
  public NDArray forward(Weights weights, NDArray features) {
    return new Network(graph(), weights).forward(Mode.INFERENCE, features);
  }
}
