package io.gauntlet.model.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.nn.graph.GraphBuilder;
import io.gauntlet.model.nn.graph.ParameterSpec.Start;
import io.gauntlet.model.nn.graph.Value;
import io.gauntlet.model.nn.operator.Elementwise;
import io.gauntlet.model.nn.operator.Mode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void whatNobodyReadsAgainIsFreed() {
    GraphBuilder graph = new GraphBuilder("");
    Value x = graph.input("x", 2);
    Value once = graph.relu(x);
    Value twice = graph.sum(once, graph.sum(once, x));
    graph.relu(twice);
    Network network =
        new Network(graph.build(graph.sum(twice, twice)), new Weights(manager, Map.of()));
    try (NDManager scope = manager.newSubManager()) {
      NDArray input = scope.create(new float[] {-1, 2}, new Shape(1, 2));
      NDArray output = network.forward(Mode.INFERENCE, input);
      assertArrayEquals(new float[] {-2, 12}, output.toFloatArray());
      assertEquals(2, scope.getManagedArrays().size());
      assertTrue(input.getManager().isOpen());
    }
  }

  @Test
  void gradientsPassThroughWhatWasFreed() {
    GraphBuilder graph = new GraphBuilder("");
    Value x = graph.apply(Elementwise.TANH, graph.input("x", 2));
    Value y = graph.apply(Elementwise.MULTIPLY, x, x);
    Network network =
        new Network(
            graph.build(graph.apply(Elementwise.SIGMOID, y)), new Weights(manager, Map.of()));
    NDArray input = manager.create(new float[] {0.5f});
    input.setRequiresGradient(true);
    Gradients.backward(() -> network.forward(Mode.INFERENCE, input));
    double tanh = Math.tanh(0.5);
    double sigmoid = 1 / (1 + Math.exp(-tanh * tanh));
    double expected = sigmoid * (1 - sigmoid) * 2 * tanh * (1 - tanh * tanh);
    assertEquals(expected, input.getGradient().getFloat(), 1e-6);
  }

  @Test
  void aTrainedWeightIsReadAsItIs() {
    GraphBuilder graph = new GraphBuilder("");
    Value y = graph.linear("head", graph.input("x", 1), 1, Start.LINEAR);
    try (Weights weights = Weights.initialize(manager, graph.build(y).parameters(), 1)) {
      Network network = new Network(graph.build(y), weights);
      weights.get("head.weight").set(new float[] {3});
      NDArray output = network.forward(Mode.INFERENCE, manager.ones(new Shape(1, 1)));
      assertEquals(3, output.getFloat());
    }
  }

  @Test
  void theCostOfBertIsThatOfItsProductsAndItsAttention() {
    BertEncoder encoder = new BertEncoder(100, 64, 2, 4, 128, 128);
    double products = 4 * 64 * 64 + 2 * 64 * 128;
    double attention = 2 * 20 * 64;
    assertEquals(2 * 20 * (products + attention), encoder.multiplyAdds(20));
  }
}
