package io.gauntlet.model.nn.graph;

import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.nn.graph.ParameterSpec.Start;
import io.gauntlet.model.nn.operator.Attention;
import io.gauntlet.model.nn.operator.BatchNorm;
import io.gauntlet.model.nn.operator.Bias;
import io.gauntlet.model.nn.operator.Concat;
import io.gauntlet.model.nn.operator.Convolution;
import io.gauntlet.model.nn.operator.Dropout;
import io.gauntlet.model.nn.operator.Elementwise;
import io.gauntlet.model.nn.operator.Embedding;
import io.gauntlet.model.nn.operator.LayerNorm;
import io.gauntlet.model.nn.operator.Linear;
import io.gauntlet.model.nn.operator.Operator;
import io.gauntlet.model.nn.operator.Repeat;
import io.gauntlet.model.nn.operator.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Describes a network, operator by operator, in the order in which they are computed. Names are
 * those of layers, to which {@code .weight}, {@code .bias} and so on are added as in PyTorch.
 */
public final class GraphBuilder {
  private static final float BATCH_NORM_EPSILON = 1e-5f;
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  private final String prefix;
  private final List<String> inputs = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private int dropouts;

  /**
   * Begins a network.
   *
   * @param prefix what is put before the names of all layers
   */
  public GraphBuilder(String prefix) {
    this.prefix = prefix;
  }

  /**
   * An input; all inputs come before the first operator.
   *
   * @param width number of its channels or features
   */
  public Value input(String name, int width) {
    if (!nodes.isEmpty()) {
      throw new IllegalStateException("the input " + name + " comes after the first operator");
    }
    inputs.add(name);
    return new Value(inputs.size() - 1, width);
  }

  /** An operator that reads no tensors and gives as many channels or features as it reads. */
  public Value apply(Operator operator, Value... read) {
    return add(operator, read[0].width(), List.of(), read);
  }

  private Value add(Operator operator, int width, List<ParameterSpec> tensors, Value... read) {
    nodes.add(new Node(operator, Arrays.stream(read).map(Value::index).toList(), tensors));
    return new Value(inputs.size() + nodes.size() - 1, width);
  }

  private ParameterSpec tensor(String name, Start start, long... shape) {
    return new ParameterSpec(prefix + name, new Shape(shape), start);
  }

  /** A convolution without a bias; see {@link Convolution}. */
  public Value convolution(String name, Value x, int out, Window window, int groups) {
    Convolution operator = new Convolution(x.width(), out, window, groups);
    return add(operator, out, List.of(kernel(name, operator)), x);
  }

  /** A convolution with a bias, of all channels together. */
  public Value biasedConvolution(String name, Value x, int out, Window window) {
    Convolution operator = new Convolution(x.width(), out, window, 1);
    return add(
        operator, out, List.of(kernel(name, operator), tensor(name + BIAS, Start.ZEROS, out)), x);
  }

  private ParameterSpec kernel(String name, Convolution operator) {
    return tensor(name + WEIGHT, Start.HE, operator.kernel().getShape());
  }

  /** A batch norm with the usual epsilon of 1e-5. */
  public Value batchNorm(String name, Value x) {
    int width = x.width();
    List<ParameterSpec> tensors =
        List.of(
            tensor(name + WEIGHT, Start.ONES, width),
            tensor(name + BIAS, Start.ZEROS, width),
            tensor(name + ".running_mean", Start.RUNNING_MEAN, width),
            tensor(name + ".running_var", Start.RUNNING_VARIANCE, width));
    return add(new BatchNorm(BATCH_NORM_EPSILON), width, tensors, x);
  }

  /** The rectifier. */
  public Value relu(Value x) {
    return apply(Elementwise.RELU, x);
  }

  /** The sum of two values. */
  public Value sum(Value one, Value other) {
    return apply(Elementwise.ADD, one, other);
  }

  /** Each channel several times. */
  public Value repeat(Value x, int times) {
    return add(new Repeat(times), x.width() * times, List.of(), x);
  }

  /** Values one behind the other, by channel. */
  public Value concat(Value... read) {
    return add(new Concat(), Arrays.stream(read).mapToInt(Value::width).sum(), List.of(), read);
  }

  /** Dropout of a share of the features in training. */
  public Value dropout(Value x, double rate) {
    return apply(new Dropout(rate, dropouts++), x);
  }

  /** A linear layer with a bias. */
  public Value linear(String name, Value x, int out, Start start) {
    int in = x.width();
    List<ParameterSpec> tensors =
        List.of(tensor(name + WEIGHT, start, out, in), tensor(name + BIAS, Start.ZEROS, out));
    return add(new Linear(in, out), out, tensors, x);
  }

  /**
   * The product with a table of embeddings, and a bias: the scores of its entries.
   *
   * @param table name of the embedding
   * @param entries of the table
   * @param bias name of the bias, whole
   */
  public Value scores(String table, Value x, int entries, String bias) {
    int width = x.width();
    Value product =
        add(
            new Linear(width, entries),
            entries,
            List.of(tensor(table + WEIGHT, Start.BERT, entries, width)),
            x);
    return add(new Bias(), entries, List.of(tensor(bias, Start.ZEROS, entries)), product);
  }

  /** A layer norm over the features. */
  public Value layerNorm(String name, Value x, float epsilon) {
    int width = x.width();
    List<ParameterSpec> tensors =
        List.of(tensor(name + WEIGHT, Start.ONES, width), tensor(name + BIAS, Start.ZEROS, width));
    return add(new LayerNorm(epsilon), width, tensors, x);
  }

  /** The rows of a table of {@code entries} rows, {@code width} wide. */
  public Value embedding(String name, Value numbers, int entries, int width) {
    List<ParameterSpec> tensors = List.of(tensor(name + WEIGHT, Start.BERT, entries, width));
    return add(new Embedding(width), width, tensors, numbers);
  }

  /** Attention; see {@link Attention}. */
  public Value attention(int heads, Value queries, Value keys, Value values, Value bias) {
    return apply(new Attention(heads), queries, keys, values, bias);
  }

  /** The network that gives a value. */
  public Graph build(Value output) {
    return new Graph(inputs, nodes, output.index());
  }
}
