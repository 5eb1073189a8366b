package io.gauntlet.model.torchscript;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Views;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import io.gauntlet.model.text.Tokenizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code config.json} beside a TorchScript module that is attacked as it is.
 *
 * @param module name of the module's file in the same folder
 * @param name of the victim, as in outcomes and scorecards
 * @param pixels the images that it takes; null where it sees none
 * @param tokens the captions that it takes; null where it sees none
 * @param classes what its outputs are of, in their order; NORMAL and ABNORMAL unless given
 * @param outputs whether the outputs are of classes, of which one is decided on, or of labels, each
 *     of which may be there; of classes unless given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TorchScriptConfig(
    @JsonProperty(MODULE) String module,
    String name,
    Pixels pixels,
    Tokens tokens,
    List<String> classes,
    Outputs outputs) {
  static final String MODULE = "torchscript";

  /**
   * Images {@code [batch, views, height, width]}, in pixels.
   *
   * @param views their names in the order of the input; frontal and lateral where left out
   */
  record Pixels(List<String> views, int height, int width) {
    Pixels {
      views = Optional.ofNullable(views).map(List::copyOf).orElse(Views.BOTH.names());
      require(!views.isEmpty(), "pixels.views names at least one view");
      require(height > 0 && width > 0, "pixels.height and pixels.width are at least 1");
    }

    @JsonIgnore
    ImageSize size() {
      return new ImageSize(ImmutableList.copyOf(views), height, width);
    }
  }

  /**
   * Captions as {@code [batch, length]} ids and mask.
   *
   * @param tokenizer name of the {@code tokenizer.json} in the same folder
   * @param length to which all captions are cut and padded, in tokens
   */
  record Tokens(String tokenizer, int length) {
    Tokens {
      require(tokenizer != null, "tokens.tokenizer is the name of a file in the folder");
      require(length >= 2, "tokens.length is at least 2");
    }
  }

  /** What a module has an output of. */
  enum Outputs {
    /** Classes, of which one is decided on. */
    @JsonProperty("classes")
    CLASSES,
    /** Labels, each with the logit of being there. */
    @JsonProperty("labels")
    LABELS
  }

  TorchScriptConfig {
    outputs = outputs == null ? Outputs.CLASSES : outputs;
    require(
        outputs == Outputs.CLASSES || (classes != null && !classes.isEmpty()),
        "outputs labels needs their names under classes");
    classes = classes == null ? ClassNames.NORMAL_ABNORMAL : ImmutableList.copyOf(classes);
    if (classes.size() > 1 || outputs == Outputs.CLASSES) {
      ClassNames.check(classes);
    }
    require(pixels != null || tokens != null, "pixels or tokens says what the module takes");
  }

  /** What the module takes, in the order of its arguments. */
  List<ModuleInput> inputs(CheckpointFiles folder) throws IOException {
    List<ModuleInput> inputs = new ArrayList<>();
    if (pixels != null) {
      inputs.add(new PixelsInput(pixels.size()));
    }
    if (tokens != null) {
      byte[] tokenizer = folder.read(tokens.tokenizer());
      inputs.add(new TokensInput(new Tokenizer(tokenizer, tokens.length()), tokens.length()));
    }
    return inputs;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }
}
