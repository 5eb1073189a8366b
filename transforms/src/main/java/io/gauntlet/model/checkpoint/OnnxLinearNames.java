package io.gauntlet.model.checkpoint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names of linear layers in ONNX models. The exporter of PyTorch transposes the weight of a
 * linear layer and calls it something like {@code onnx::MatMul_885}. Its place in the graph tells
 * its name: the product with it is added to {@code X.bias}, so it is {@code X.weight}, transposed.
 */
final class OnnxLinearNames {
  private static final String WEIGHT = ".weight";
  private static final String BIAS = ".bias";

  private OnnxLinearNames() {}

  /** The constants of a model, the weights of its linear layers under their names in PyTorch. */
  static Map<String, OnnxInitializer> restored(OnnxModel model) {
    Map<String, String> factors = factors(model);
    Map<String, OnnxInitializer> restored = new TreeMap<>(model.initializers());
    for (OnnxModel.Node node : model.nodes()) {
      if (node.operator().equals("Add") && node.inputs().size() == 2) {
        known(factors, node.inputs()).stream()
            .findFirst()
            .ifPresent(factor -> restore(restored, factor, node.inputs()));
      }
    }
    return restored;
  }

  /** The factor gets the name of the bias that is added to its product. */
  private static void restore(
      Map<String, OnnxInitializer> restored, String factor, List<String> added) {
    for (String bias : added) {
      if (bias.endsWith(BIAS) && restored.containsKey(factor)) {
        String name = bias.substring(0, bias.length() - BIAS.length()) + WEIGHT;
        restored.put(name, restored.remove(factor).transposed(name));
      }
    }
  }

  /** The constant factor of each product that has one without a name, by the product. */
  private static Map<String, String> factors(OnnxModel model) {
    Map<String, String> factors = new HashMap<>();
    for (OnnxModel.Node node : model.nodes()) {
      if (node.operator().equals("MatMul") && node.inputs().size() == 2) {
        String factor = node.inputs().get(1);
        OnnxInitializer initializer = model.initializers().get(factor);
        if (initializer != null
            && !factor.endsWith(WEIGHT)
            && initializer.info().shape().dimension() == 2) {
          node.outputs().forEach(output -> factors.put(output, factor));
        }
      }
    }
    return factors;
  }

  private static List<String> known(Map<String, String> factors, List<String> inputs) {
    return inputs.stream().filter(factors::containsKey).map(factors::get).toList();
  }
}
