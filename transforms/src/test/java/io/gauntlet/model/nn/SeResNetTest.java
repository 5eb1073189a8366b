package io.gauntlet.model.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.nn.operator.Mode;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeResNetTest {

  /** Published counts with 1,000 classes; timm rounds the squeeze of the small ones up to 8. */
  @ParameterizedTest
  @CsvSource({
    "se-resnet-50, 28088024, 2048",
    "se-resnet-101, 49326872, 2048",
    "se-resnet-152, 66821848, 2048",
    "senet-154, 115088984, 2048",
  })
  void hasThePublishedNumberOfParameters(String name, long published, int features) {
    ImageNetwork network = ImageNetwork.named(name);
    long head = 1000L * network.features() + 1000;
    assertEquals(published, count(network) + head);
    assertEquals(features, network.features());
  }

  @ParameterizedTest
  @CsvSource({
    // Multiply-adds at 224 as published: He et al. and Hu et al. 2018, tables 1 and 2.
    "se-resnet-18, 1.82",
    "se-resnet-34, 3.66",
    "se-resnet-50, 4.1",
    "se-resnet-101, 7.8",
    "se-resnet-152, 11.6",
    "senet-154, 20.7",
  })
  void costsWhatIsPublished(String name, double published) {
    double cost = ImageNetwork.named(name).multiplyAdds(224) / 1e9;
    assertEquals(published, cost, 0.03 * published);
  }

  @ParameterizedTest
  @CsvSource({"tiny, 16", "small, 28", "se-resnet-18, 64", "se-resnet-50, 64", "senet-154, 64"})
  void givesItsFeatures(String name, int side) {
    ImageNetwork network = ImageNetwork.named(name);
    try (NDManager manager = NDManager.newBaseManager();
        Weights weights = Weights.initialize(manager, network.parameters(), 1)) {
      NDArray features =
          Gradients.without(
              () ->
                  new Network(network.graph(), weights)
                      .forward(Mode.INFERENCE, manager.ones(new Shape(2, 1, side, side))));
      assertEquals(new Shape(2, network.features()), features.getShape());
      assertTrue(Float.isFinite(features.sum().getFloat()));
    }
  }

  @Test
  void namesAreThoseOfThePublicCheckpoints() {
    Map<String, Shape> se50 = shapes(ImageNetwork.named("se-resnet-50"));
    assertEquals(new Shape(64, 3, 7, 7), se50.get("image.conv1.weight"));
    assertEquals(new Shape(16, 256, 1, 1), se50.get("image.layer1.0.se.fc1.weight"));
    assertEquals(new Shape(256, 64, 1, 1), se50.get("image.layer1.0.downsample.0.weight"));
    assertEquals(new Shape(512), se50.get("image.layer4.2.bn2.running_var"));
    Map<String, Shape> se154 = shapes(ImageNetwork.named("senet-154"));
    assertEquals(new Shape(128, 64, 3, 3), se154.get("image.layer0.conv3.weight"));
    assertEquals(new Shape(256, 2, 3, 3), se154.get("image.layer1.0.conv2.weight"));
    assertEquals(new Shape(256, 128, 1, 1), se154.get("image.layer1.0.downsample.0.weight"));
    assertEquals(new Shape(512, 256, 3, 3), se154.get("image.layer2.0.downsample.0.weight"));
    assertEquals(new Shape(128, 2048, 1, 1), se154.get("image.layer4.2.se_module.fc1.weight"));
  }

  @Test
  void anUnknownNameListsWhatThereIs() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> ImageNetwork.named("vgg"));
    assertTrue(error.getMessage().contains("senet-154"), error.getMessage());
  }

  private static long count(ImageNetwork network) {
    return network.parameters().stream()
        .filter(spec -> spec.start().trainable())
        .mapToLong(spec -> spec.shape().size())
        .sum();
  }

  private static Map<String, Shape> shapes(ImageNetwork network) {
    return network.parameters().stream()
        .collect(Collectors.toMap(ParameterSpec::name, ParameterSpec::shape));
  }
}
