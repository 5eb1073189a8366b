package io.gauntlet.model.nn.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.nn.graph.ParameterSpec.Start;
import io.gauntlet.model.nn.operator.AveragePool;
import io.gauntlet.model.nn.operator.Elementwise;
import io.gauntlet.model.nn.operator.GlobalAverage;
import io.gauntlet.model.nn.operator.MaxPool;
import io.gauntlet.model.nn.operator.Window;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTest {

  @Test
  void parametersShapesAndCostComeFromOneDescription() {
    GraphBuilder graph = new GraphBuilder("image.");
    Value x = graph.repeat(graph.input("images", 1), 3);
    Value y = graph.batchNorm("bn", graph.convolution("conv", x, 6, Window.padded(3, 2), 3));
    Value z = graph.concat(y, graph.biasedConvolution("beside", y, 2, Window.padded(1, 1)));
    Value features = graph.apply(new GlobalAverage(), z);
    Graph built = graph.build(graph.linear("head", features, 5, Start.LINEAR));
    assertEquals(
        List.of(
            "image.conv.weight",
            "image.bn.weight",
            "image.bn.bias",
            "image.bn.running_mean",
            "image.bn.running_var",
            "image.beside.weight",
            "image.beside.bias",
            "image.head.weight",
            "image.head.bias"),
        built.parameters().stream().map(ParameterSpec::name).toList());
    assertEquals(new Shape(6, 1, 3, 3), built.parameters().get(0).shape());
    assertEquals(new Shape(5, 8), built.parameters().get(7).shape());
    Shape images = new Shape(2, 1, 7, 9);
    assertEquals(new Shape(2, 5), built.shape(images));
    // Both images: a kernel of 9 for each of 6 channels of 4 x 5 pixels, 6 to 2 there, and 8 to 5.
    assertEquals(2 * (9 * 6 * 20 + 12 * 20 + 40), built.multiplyAdds(images));
    assertEquals(new Shape(2, 1, 7, 9), images);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 2, 1, FLOOR, 112, 56",
    "3, 2, 1, FLOOR, 7, 4",
    "3, 2, 0, CEILING, 112, 56",
    "3, 2, 0, CEILING, 7, 3",
    "3, 2, 0, CEILING, 8, 4",
    // The second window would begin in the padding at the far end.
    "1, 2, 0, CEILING, 2, 1",
  })
  void windowsAreCountedAsPyTorchDoes(
      int kernel, int stride, int padding, RoundingMode rounding, int side, int windows) {
    MaxPool pool = new MaxPool(new Window(kernel, stride, padding), rounding);
    assertEquals(
        new Shape(1, 3, windows, windows), pool.shape(List.of(new Shape(1, 3, side, side))));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    IllegalArgumentException small =
        assertThrows(
            IllegalArgumentException.class,
            () -> new AveragePool(new Window(2, 2, 0)).shape(List.of(new Shape(1, 3, 1, 1))));
    assertTrue(small.getMessage().contains("does not fit into a side of 1"), small.getMessage());
    List<Shape> different = List.of(new Shape(1, 3, 2, 2), new Shape(1, 2, 2, 2));
    assertThrows(IllegalArgumentException.class, () -> Elementwise.ADD.shape(different));
  }

  @Test
  void aValueIsReadAfterItIsComputed() {
    Node early = new Node(Elementwise.RELU, List.of(1), List.of());
    assertThrows(IllegalArgumentException.class, () -> new Graph(List.of("x"), List.of(early), 1));
  }

  @Test
  void tensorsOfOneNameHaveOneShape() {
    GraphBuilder graph = new GraphBuilder("");
    Value x = graph.linear("same", graph.input("x", 2), 3, Start.LINEAR);
    Value y = graph.linear("same", x, 3, Start.LINEAR);
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> graph.build(y));
    assertTrue(error.getMessage().startsWith("the tensor same.weight"), error.getMessage());
  }
}
