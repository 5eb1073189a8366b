package io.gauntlet.model.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.Floats;
import io.gauntlet.model.nn.graph.Graph;
import io.gauntlet.model.nn.graph.GraphBuilder;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.nn.graph.Value;
import io.gauntlet.model.nn.operator.BatchNorm;
import io.gauntlet.model.nn.operator.Mode;
import io.gauntlet.model.nn.operator.Window;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedNormsTest {
  private static final Window WINDOW = Window.padded(3, 1);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  /** Norms that stay: one for each dense layer, each transition, and the end. */
  @ParameterizedTest
  @CsvSource({
    "tiny, 0",
    "small, 0",
    "se-resnet-18, 0",
    "se-resnet-34, 0",
    "se-resnet-50, 0",
    "se-resnet-101, 0",
    "se-resnet-152, 0",
    "senet-154, 0",
    "densenet-121, 62",
    "densenet-121-grey, 62",
  })
  void everyNetworkGivesTheSameFeatures(String name, int staying) {
    Graph graph = ImageNetwork.named(name).graph();
    assertEquals(staying, norms(assertSame(graph, new Shape(2, 1, 64, 64))));
  }

  /**
   * The norm before the second convolution stands behind the first one in the list of the tensors,
   * and reads the sum of its output and of what it read: folding by that list would be wrong.
   */
  @Test
  void aNormOfAPreActivationNetworkStays() {
    GraphBuilder graph = new GraphBuilder("");
    Value x = graph.input("images", 2);
    Value y = graph.convolution("conv1", graph.relu(graph.batchNorm("norm1", x)), 2, WINDOW, 1);
    Value z = graph.sum(x, y);
    z = graph.convolution("conv2", graph.relu(graph.batchNorm("norm2", z)), 2, WINDOW, 1);
    assertEquals(2, norms(assertSame(graph.build(z))));
  }

  @Test
  void aNormStaysWhereItsConvolutionIsReadTwice() {
    GraphBuilder graph = new GraphBuilder("");
    Value y = graph.convolution("conv", graph.input("images", 2), 2, WINDOW, 1);
    assertEquals(1, norms(assertSame(graph.build(graph.sum(graph.batchNorm("norm", y), y)))));
  }

  @Test
  void aNormStaysWhereItsConvolutionIsTheOutput() {
    GraphBuilder graph = new GraphBuilder("");
    Value y = graph.convolution("conv", graph.input("images", 2), 2, WINDOW, 1);
    graph.batchNorm("norm", y);
    assertEquals(1, norms(assertSame(graph.build(y))));
  }

  @Test
  void aNormStaysWhereItsKernelIsReadTwice() {
    GraphBuilder graph = new GraphBuilder("");
    Value y = graph.convolution("conv", graph.input("images", 2), 2, WINDOW, 1);
    y = graph.convolution("conv", graph.batchNorm("norm", y), 2, WINDOW, 1);
    assertEquals(1, norms(assertSame(graph.build(y))));
  }

  @Test
  void aNormBeforeAPaddedConvolutionStays() {
    GraphBuilder graph = new GraphBuilder("");
    Value y = graph.batchNorm("norm", graph.input("images", 2));
    assertEquals(1, norms(assertSame(graph.build(graph.convolution("conv", y, 2, WINDOW, 1)))));
  }

  @Test
  void aBiasIsFoldedToo() {
    GraphBuilder graph = new GraphBuilder("");
    Value y = graph.biasedConvolution("conv", graph.input("images", 2), 3, WINDOW);
    Network folded = assertSame(graph.build(graph.batchNorm("norm", y)));
    assertEquals(0, norms(folded));
    assertEquals(2, folded.weights().tensors().size());
  }

  private Network assertSame(Graph graph) {
    return assertSame(graph, new Shape(2, 2, 8, 8));
  }

  /** Folds a network whose statistics are random, and compares what both give. */
  private Network assertSame(Graph graph, Shape input) {
    Weights weights = Weights.initialize(manager, graph.parameters(), 1);
    Random random = new Random(1);
    for (ParameterSpec spec : graph.parameters()) {
      if (spec.shape().dimension() == 1) {
        float[] values = new float[(int) spec.shape().size()];
        // Scales below 1, lest the rounding of a hundred layers is blown up.
        float least =
            switch (spec.start()) {
              case ONES -> 0.1f;
              case RUNNING_VARIANCE -> 0.5f;
              default -> -0.2f;
            };
        for (int i = 0; i < values.length; i++) {
          values[i] = least + 0.5f * random.nextFloat();
        }
        weights.get(spec.name()).set(values);
      }
    }
    NDArray images = manager.randomNormal(input);
    Network network = new Network(graph, weights);
    Network folded = FoldedNorms.of(graph, weights);
    float[] expected =
        Gradients.without(() -> network.forward(Mode.INFERENCE, images)).toFloatArray();
    float[] found = Gradients.without(() -> folded.forward(Mode.INFERENCE, images)).toFloatArray();
    float largest = Math.max(Floats.max(expected), -Floats.min(expected));
    assertTrue(largest > 0);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], 1e-5f * largest);
    }
    return folded;
  }

  private static long norms(Network network) {
    return network.graph().nodes().stream()
        .filter(node -> node.operator() instanceof BatchNorm)
        .count();
  }
}
