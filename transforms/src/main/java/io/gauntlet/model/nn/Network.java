package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import io.gauntlet.model.nn.graph.Graph;
import io.gauntlet.model.nn.graph.Node;
import io.gauntlet.model.nn.operator.Mode;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph with its weights, ready to be run. It reads the weights as they are at each pass, so that
 * a network that is trained is always up to date; the caller that made the weights closes them.
 * Safe for any number of threads while they are not trained.
 */
public final class Network {
  private final Graph graph;
  private final Weights weights;
  private final List<List<NDArray>> tensors = new ArrayList<>();
  private final List<List<Integer>> done = new ArrayList<>();

  /**
   * Binds a graph to its tensors.
   *
   * @throws IllegalArgumentException when a tensor is missing
   */
  public Network(Graph graph, Weights weights) {
    this.graph = graph;
    this.weights = weights;
    int inputs = graph.inputs().size();
    int[] last = new int[graph.values()];
    for (int i = 0; i < graph.nodes().size(); i++) {
      Node node = graph.nodes().get(i);
      tensors.add(node.tensors().stream().map(spec -> weights.get(spec.name())).toList());
      done.add(new ArrayList<>());
      last[inputs + i] = i;
      for (int input : node.inputs()) {
        last[input] = i;
      }
    }
    for (int value = inputs; value < last.length; value++) {
      if (value != graph.output()) {
        done.get(last[value]).add(value);
      }
    }
  }

  /** What it computes. */
  public Graph graph() {
    return graph;
  }

  /** What it reads. */
  public Weights weights() {
    return weights;
  }

  /**
   * Runs the network. What a node computed is freed as soon as no other node reads it; where a
   * graph is recorded for a backward pass, PyTorch keeps what that needs.
   *
   * @param inputs in the order of the graph
   * @return the output, owned by the manager of an input
   */
  public NDArray forward(Mode mode, NDArray... inputs) {
    List<Node> nodes = graph.nodes();
    NDArray[] values = new NDArray[graph.values()];
    System.arraycopy(inputs, 0, values, 0, inputs.length);
    List<NDArray> read = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      read.clear();
      for (int input : node.inputs()) {
        read.add(values[input]);
      }
      values[inputs.length + i] = node.operator().apply(read, tensors.get(i), mode);
      for (int value : done.get(i)) {
        values[value].close();
        values[value] = null;
      }
    }
    return values[graph.output()];
  }
}
