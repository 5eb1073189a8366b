package io.gauntlet.model.nn.graph;

import ai.djl.ndarray.types.Shape;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network: operators, what each reads, and the names and shapes of its tensors. It is immutable
 * and holds no numbers. Values are counted from 0: first the inputs of the graph, then what its
 * nodes compute, in the order in which they are computed.
 */
public final class Graph {
  private final ImmutableList<String> inputs;
  private final ImmutableList<Node> nodes;
  private final int output;

  /**
   * Puts a graph together.
   *
   * @param inputs names of the inputs
   * @param nodes in the order in which they are computed
   * @param output index of the value that the graph gives
   * @throws IllegalArgumentException when a node reads a value that is not computed before it, or
   *     two nodes read tensors of one name and different shapes
   */
  public Graph(List<String> inputs, List<Node> nodes, int output) {
    this.inputs = ImmutableList.copyOf(inputs);
    this.nodes = ImmutableList.copyOf(nodes);
    this.output = output;
    for (int i = 0; i < nodes.size(); i++) {
      for (int input : nodes.get(i).inputs()) {
        require(input, inputs.size() + i);
      }
    }
    require(output, values());
    parameters();
  }

  private static void require(int value, int computed) {
    if (value < 0 || value >= computed) {
      throw new IllegalArgumentException(
          "value %s is read when there are %s".formatted(value, computed));
    }
  }

  /** Names of the inputs. */
  public List<String> inputs() {
    return inputs;
  }

  /** The nodes, in the order in which they are computed. */
  public List<Node> nodes() {
    return nodes;
  }

  /** Index of the value that the graph gives. */
  public int output() {
    return output;
  }

  /** Number of the values: inputs and nodes. */
  public int values() {
    return inputs.size() + nodes.size();
  }

  /** How many times each value is read; the graph's output counts as one more. */
  public int[] readers() {
    int[] readers = new int[values()];
    for (Node node : nodes) {
      for (int input : node.inputs()) {
        readers[input]++;
      }
    }
    readers[output]++;
    return readers;
  }

  /** The tensors that the nodes read, each once, in the order in which they are first read. */
  public List<ParameterSpec> parameters() {
    Map<String, ParameterSpec> parameters = new LinkedHashMap<>();
    for (Node node : nodes) {
      for (ParameterSpec tensor : node.tensors()) {
        ParameterSpec before = parameters.putIfAbsent(tensor.name(), tensor);
        if (before != null && !before.shape().equals(tensor.shape())) {
          throw new IllegalArgumentException(
              "the tensor %s is read as %s and as %s"
                  .formatted(tensor.name(), before.shape(), tensor.shape()));
        }
      }
    }
    return List.copyOf(parameters.values());
  }

  /**
   * The shape of the output.
   *
   * @param given shapes of the inputs
   * @throws IllegalArgumentException when the network cannot be applied to inputs of these shapes
   */
  public Shape shape(Shape... given) {
    return shapes(given).get(output);
  }

  /**
   * Multiplications and additions of one pass, each pair counted once.
   *
   * @param given shapes of the inputs
   */
  public double multiplyAdds(Shape... given) {
    List<Shape> shapes = shapes(given);
    double sum = 0;
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      sum += node.operator().multiplyAdds(read(shapes, node), shapes.get(inputs.size() + i));
    }
    return sum;
  }

  private List<Shape> shapes(Shape... given) {
    if (given.length != inputs.size()) {
      throw new IllegalArgumentException(
          "%s inputs are given for %s".formatted(given.length, inputs));
    }
    List<Shape> shapes = new ArrayList<>(List.of(given));
    for (Node node : nodes) {
      shapes.add(node.operator().shape(read(shapes, node)));
    }
    return shapes;
  }

  private static List<Shape> read(List<Shape> shapes, Node node) {
    return node.inputs().stream().map(shapes::get).toList();
  }
}
