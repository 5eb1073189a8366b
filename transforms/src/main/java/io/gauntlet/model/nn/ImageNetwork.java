package io.gauntlet.model.nn;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.model.nn.graph.Graph;
import io.gauntlet.model.nn.graph.ParameterSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A network over images, as numbers that decide its graph. A new network is a row in the table of
 * presets; a new family is a record beside it and a row, and the names of its components tell it
 * from the others in a {@code config.json}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
public interface ImageNetwork {
  /** What is put before the names of the tensors of all image networks. */
  String PREFIX = "image.";

  /** The networks that have a name: small ones for a CPU, and the published ones. */
  static Map<String, ImageNetwork> presets() {
    return ImmutableSortedMap.<String, ImageNetwork>naturalOrder()
        .put("tiny", SeResNet.small(List.of(1, 1, 1), List.of(16, 32, 64), 4))
        .put("small", SeResNet.small(List.of(2, 2, 2, 2), List.of(32, 64, 128, 256), 16))
        .put("se-resnet-18", SeResNet.published(SeResNet.Family.BASIC, 2, 2, 2, 2))
        .put("se-resnet-34", SeResNet.published(SeResNet.Family.BASIC, 3, 4, 6, 3))
        .put("se-resnet-50", SeResNet.published(SeResNet.Family.BOTTLENECK, 3, 4, 6, 3))
        .put("se-resnet-101", SeResNet.published(SeResNet.Family.BOTTLENECK, 3, 4, 23, 3))
        .put("se-resnet-152", SeResNet.published(SeResNet.Family.BOTTLENECK, 3, 8, 36, 3))
        .put("senet-154", SeResNet.published(SeResNet.Family.SENET, 3, 8, 36, 3))
        .put("densenet-121", new DenseNet(3, 32, List.of(6, 12, 24, 16)))
        .put("densenet-121-grey", new DenseNet(1, 32, List.of(6, 12, 24, 16)))
        .build();
  }

  /** The families of the networks that have a name, for Jackson to tell apart. */
  static Collection<Class<?>> families() {
    return presets().values().stream().map(Object::getClass).collect(Collectors.toSet());
  }

  /**
   * The network of a name.
   *
   * @throws IllegalArgumentException when there is none; the message lists what there is
   */
  static ImageNetwork named(String name) {
    ImageNetwork network = presets().get(name);
    if (network == null) {
      throw new IllegalArgumentException(
          "no image model is named '" + name + "'; there are " + presets().keySet());
    }
    return network;
  }

  /** The network: grey images {@code [batch, 1, height, width]} to {@code [batch, features]}. */
  Graph graph();

  /** Height and width, in pixels, of the images that it was published with or is meant for. */
  int side();

  /**
   * The present name of a tensor in a public checkpoint, without what may be put before all names;
   * empty for a tensor that is not part of the network.
   *
   * @param published as the checkpoint spells it
   */
  default Optional<String> present(String published) {
    return Optional.of(published);
  }

  /** Features of one image. */
  default int features() {
    return (int) graph().shape(image(side())).get(1);
  }

  /** The tensors that it needs. */
  default List<ParameterSpec> parameters() {
    return graph().parameters();
  }

  /**
   * Multiplications and additions of one forward pass over one image, each pair counted once.
   *
   * @param side height and width of the image, in pixels
   */
  default double multiplyAdds(int side) {
    return graph().multiplyAdds(image(side));
  }

  /**
   * Checks that images are large enough.
   *
   * @param side height and width of the images, in pixels
   * @throws IllegalArgumentException when they are too small; the message says so
   */
  default void requireFits(int side) {
    graph().shape(image(side));
  }

  private static Shape image(int side) {
    return new Shape(1, 1, side, side);
  }
}
