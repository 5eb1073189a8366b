package io.gauntlet.model.nn.graph;

import io.gauntlet.model.nn.operator.Operator;
import java.util.List;

/**
 * One application of an operator.
 *
 * @param operator what is computed
 * @param inputs indices of the values that it reads, all below its own; see {@link Graph}
 * @param tensors what it reads beside them, in the operator's order
 */
public record Node(Operator operator, List<Integer> inputs, List<ParameterSpec> tensors) {

  public Node {
    inputs = List.copyOf(inputs);
    tensors = List.copyOf(tensors);
  }
}
