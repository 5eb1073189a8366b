package io.gauntlet.model.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.nn.operator.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenseNetTest {
  private static final ImageNetwork NETWORK = ImageNetwork.named("densenet-121");

  /** Huang et al. 2017, table 1; torchvision's documentation has 7,978,856 with 1,000 classes. */
  @Test
  void hasThePublishedNumberOfParameters() {
    long features =
        NETWORK.parameters().stream()
            .filter(spec -> spec.start().trainable())
            .mapToLong(spec -> spec.shape().size())
            .sum();
    assertEquals(6_953_856, features);
    assertEquals(7_978_856, features + 1000L * NETWORK.features() + 1000);
    assertEquals(1024, NETWORK.features());
  }

  /** At 224 pixels: torchvision's documentation, and timm's, which counts norms and head too. */
  @ParameterizedTest
  @CsvSource({"2.83, 0.005", "2.87, 0.02"})
  void costsWhatIsPublished(double published, double tolerance) {
    assertEquals(published, NETWORK.multiplyAdds(224) / 1e9, tolerance * published);
  }

  @Test
  void namesAreThoseOfThePublicCheckpoints() {
    Map<String, Shape> shapes =
        NETWORK.parameters().stream()
            .collect(Collectors.toMap(ParameterSpec::name, ParameterSpec::shape));
    assertEquals(new Shape(64, 3, 7, 7), shapes.get("image.features.conv0.weight"));
    String last = "image.features.denseblock4.denselayer16.";
    assertEquals(new Shape(992), shapes.get(last + "norm1.running_var"));
    assertEquals(new Shape(128, 992, 1, 1), shapes.get(last + "conv1.weight"));
    assertEquals(new Shape(32, 128, 3, 3), shapes.get(last + "conv2.weight"));
    assertEquals(new Shape(512, 1024, 1, 1), shapes.get("image.features.transition3.conv.weight"));
    assertEquals(new Shape(1024), shapes.get("image.features.norm5.bias"));
    // 120 convolutions, and a norm of four tensors for each and one at the end.
    assertEquals(120 + 4 * 121, shapes.size());
  }

  @ParameterizedTest
  @CsvSource({
    "features.denseblock1.denselayer2.norm1.weight, features.denseblock1.denselayer2.norm1.weight",
    "features.denseblock1.denselayer2.norm.1.bias, features.denseblock1.denselayer2.norm1.bias",
    "features.denseblock4.denselayer9.conv.2.weight, features.denseblock4.denselayer9.conv2.weight",
    "features.transition1.norm.weight, features.transition1.norm.weight",
    "op_threshs,",
  })
  void namesOfOlderReleasesAreUnderstood(String published, String present) {
    assertEquals(Optional.ofNullable(present), NETWORK.present(published));
  }

  @Test
  void givesItsFeaturesOfSmallImagesToo() {
    try (NDManager manager = NDManager.newBaseManager();
        Weights weights = Weights.initialize(manager, NETWORK.parameters(), 1)) {
      Network network = new Network(NETWORK.graph(), weights);
      NDArray images = manager.randomUniform(-1, 1, new Shape(2, 1, 32, 32));
      NDArray features = Gradients.without(() -> network.forward(Mode.INFERENCE, images));
      assertEquals(new Shape(2, 1024), features.getShape());
      assertTrue(Float.isFinite(features.sum().getFloat()));
    }
  }

  @Test
  void imagesThatAreTooSmallAreNamed() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> NETWORK.multiplyAdds(28));
    assertTrue(error.getMessage().contains("give larger images"), error.getMessage());
  }

  @Test
  void isToldFromOtherFamiliesByItsNumbers() throws JsonProcessingException {
    ObjectMapper json = JsonMapper.builder().registerSubtypes(ImageNetwork.families()).build();
    String written = json.writeValueAsString(NETWORK);
    assertEquals("{\"channels\":3,\"growth\":32,\"blocks\":[6,12,24,16]}", written);
    assertEquals(NETWORK, json.readValue(written, ImageNetwork.class));
    SeResNet other = new SeResNet(SeResNet.Family.SMALL, 1, List.of(1), List.of(4), 2);
    // As every config.json of an SE-ResNet has it, whose bytes are part of the model's digest.
    String before =
        "{\"family\":\"SMALL\",\"channels\":1,\"blocks\":[1],\"planes\":[4],\"reduction\":2}";
    assertEquals(other, json.readValue(before, ImageNetwork.class));
    assertEquals(before, json.writeValueAsString(other));
  }
}
