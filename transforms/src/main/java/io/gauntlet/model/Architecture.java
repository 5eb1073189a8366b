package io.gauntlet.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.Head;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.nn.graph.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a classifier is made of: the contents of a model folder's {@code config.json}.
 *
 * @param fusion how the modalities meet
 * @param image the network over the pictures; null where it has none of its own
 * @param pixels how the pictures enter; null without {@code image}
 * @param text the network over the words; null where it has none of its own
 * @param parents digests of the frozen classifiers it is made of, by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Architecture(
    Fusion fusion,
    ImageNetwork image,
    PixelInput pixels,
    BertEncoder text,
    Map<String, String> parents) {

  /** Copies what could change. */
  public Architecture {
    parents = parents == null ? Map.of() : Map.copyOf(parents);
  }

  /** The tensors that the classifier owns; its parents own theirs. */
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> specs = new ArrayList<>();
    int features = 0;
    if (image != null) {
      specs.addAll(image.parameters());
      features += 2 * image.features();
    }
    if (text != null) {
      specs.addAll(text.parameters());
      features += text.hidden();
    }
    if (fusion == Fusion.LATE) {
      features = 4;
    }
    if (fusion != Fusion.ENSEMBLE) {
      specs.addAll(new Head(features).parameters());
    }
    return specs;
  }
}
