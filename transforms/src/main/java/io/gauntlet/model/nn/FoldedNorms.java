package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.nn.graph.Graph;
import io.gauntlet.model.nn.graph.Node;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.nn.graph.ParameterSpec.Start;
import io.gauntlet.model.nn.operator.BatchNorm;
import io.gauntlet.model.nn.operator.Convolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Batch norms taken into the convolutions whose outputs they read (Jacob et al. 2018, "Quantization
 * and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", equation 14).
 * At inference a batch norm is an affine map of each channel: the kernel and a bias do its work,
 * and every pass, forward and backward, walks over the activations once less.
 *
 * <p>A norm is folded where the graph says that this changes nothing: it reads the output of a
 * convolution, nothing else reads that output, and nothing else reads the kernel. All other norms
 * stay, such as those before the rectifier and the convolution of a pre-activation network. A norm
 * is never taken into the convolution <em>after</em> it: what that pads with zeros, it would have
 * to pad with the norm of zero.
 */
public final class FoldedNorms {
  private static final String WEIGHT = ".weight";

  private final Weights weights;
  private final NDManager manager;
  private final Map<String, NDArray> tensors = new TreeMap<>();
  private final Map<Integer, Integer> places = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  private FoldedNorms(Weights weights) {
    this.weights = weights;
    this.manager = weights.manager().newSubManager();
  }

  /**
   * The same network for inference alone.
   *
   * @param weights that are not trained again; they stay as they are and own the folded ones too
   */
  public static Network of(Graph graph, Weights weights) {
    return new FoldedNorms(weights).fold(graph);
  }

  private Network fold(Graph graph) {
    int[] readers = graph.readers();
    Map<String, Integer> uses = new HashMap<>();
    graph
        .nodes()
        .forEach(node -> node.tensors().forEach(spec -> uses.merge(spec.name(), 1, Integer::sum)));
    int inputs = graph.inputs().size();
    for (int i = 0; i < inputs; i++) {
      places.put(i, i);
    }
    for (int i = 0; i < graph.nodes().size(); i++) {
      Node node = graph.nodes().get(i);
      int source = node.inputs().get(0);
      Node before = source < inputs ? node : graph.nodes().get(source - inputs);
      if (node.operator() instanceof BatchNorm norm
          && before.operator() instanceof Convolution
          && readers[source] == 1
          && before.tensors().stream().allMatch(spec -> uses.get(spec.name()) == 1)) {
        int place = places.get(source);
        places.put(inputs + i, place);
        nodes.set(place - inputs, folded(before, node, norm.epsilon(), nodes.get(place - inputs)));
      } else {
        places.put(inputs + i, inputs + nodes.size());
        List<Integer> read = node.inputs().stream().map(places::get).toList();
        nodes.add(new Node(node.operator(), read, node.tensors()));
        node.tensors().forEach(spec -> tensors.put(spec.name(), weights.get(spec.name())));
      }
    }
    Graph folded = new Graph(graph.inputs(), nodes, places.get(graph.output()));
    return new Network(folded, new Weights(manager, tensors));
  }

  /** A convolution that does the work of its norm too. */
  private Node folded(Node convolution, Node norm, double epsilon, Node place) {
    float[] scale = values(norm, 0);
    float[] shift = values(norm, 1);
    float[] mean = values(norm, 2);
    float[] variance = values(norm, 3);
    float[] kernel = values(convolution, 0);
    float[] bias =
        convolution.tensors().size() > 1 ? values(convolution, 1) : new float[scale.length];
    int each = kernel.length / scale.length;
    for (int channel = 0; channel < scale.length; channel++) {
      double gain = scale[channel] / Math.sqrt(variance[channel] + epsilon);
      bias[channel] = (float) (shift[channel] + ((double) bias[channel] - mean[channel]) * gain);
      for (int i = channel * each; i < (channel + 1) * each; i++) {
        kernel[i] = (float) (kernel[i] * gain);
      }
    }
    ParameterSpec weight = convolution.tensors().get(0);
    String layer = weight.name().substring(0, weight.name().length() - WEIGHT.length());
    ParameterSpec added =
        convolution.tensors().size() > 1
            ? convolution.tensors().get(1)
            : new ParameterSpec(layer + ".bias", new Shape(bias.length), Start.ZEROS);
    tensors.put(weight.name(), manager.create(kernel, weight.shape()));
    tensors.put(added.name(), manager.create(bias));
    return new Node(convolution.operator(), place.inputs(), List.of(weight, added));
  }

  private float[] values(Node node, int tensor) {
    return weights.get(node.tensors().get(tensor).name()).toFloatArray();
  }
}
