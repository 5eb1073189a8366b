package io.gauntlet.model.torchscript;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.gauntlet.data.Views;
import io.gauntlet.model.ImageSize;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import io.gauntlet.model.config.ConfigKeys;
import io.gauntlet.model.description.Answer;
import io.gauntlet.model.description.PixelValues;
import io.gauntlet.model.text.Tokenizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The config beside a TorchScript module that is attacked as it is; {@code victim.schema.json} has
 * the same keys.
 *
 * @param module name of the module's file in the same folder
 * @param pixels the images that it takes; empty where it sees none
 * @param tokens the captions that it takes; empty where it sees none
 * @param batch whether it takes several studies at once
 * @param answer what it gives
 */
record TorchScriptConfig(
    String module,
    Optional<PixelsInput> pixels,
    Optional<Tokens> tokens,
    Batch batch,
    Answer answer) {
  static final String MODULE = "torchscript";
  static final ImmutableSet<String> KEYS =
      ImmutableSet.<String>builder()
          .add(MODULE, "name", "pixels", "tokens", "batch")
          .addAll(Answer.KEYS)
          .build();
  static final ImmutableSet<String> PIXELS =
      Sets.union(ImmutableSet.of("views", "height", "width"), PixelValues.KEYS).immutableCopy();
  static final ImmutableSet<String> TOKENS = ImmutableSet.of("tokenizer", "length", "inputs");

  private static final ImmutableList<String> IDS_AND_MASK = ImmutableList.of("ids", "mask");

  /** How many studies a module takes at once. */
  enum Batch {
    /** As many as there are, unless it turns out that it cannot. */
    ANY,
    /** One at a time. */
    ONE
  }

  /**
   * Captions.
   *
   * @param tokenizer name of the {@code tokenizer.json} in the same folder
   * @param length to which all captions are cut and padded, in tokens
   * @param inputs which arrays of {@code [batch, length]} the module takes, in their order
   */
  record Tokens(String tokenizer, int length, ImmutableList<TokenArray> inputs) {

    static Tokens of(ConfigKeys keys) {
      String tokenizer =
          keys.text("tokenizer")
              .orElseThrow(
                  () ->
                      keys.fault("tokenizer", "is missing; give the name of a file in the folder"));
      ImmutableList<String> names = keys.texts("inputs").orElse(IDS_AND_MASK);
      return new Tokens(
          tokenizer,
          keys.neededCount("length", 2),
          names.stream()
              .map(
                  name ->
                      TokenArray.named(name)
                          .orElseThrow(
                              () ->
                                  keys.fault(
                                      "inputs",
                                      "has \"%s\"; give some of ids, mask and types, in the order of"
                                              .formatted(name)
                                          + " the module's arguments")))
              .collect(ImmutableList.toImmutableList()));
    }
  }

  /**
   * Reads a config.
   *
   * @throws IllegalArgumentException when it is wrong; names the key and the remedy
   */
  static TorchScriptConfig of(JsonNode node) {
    ConfigKeys config = ConfigKeys.root(node, KEYS);
    Optional<PixelsInput> pixels = config.place("pixels", PIXELS).map(TorchScriptConfig::pixels);
    Optional<Tokens> tokens = config.place("tokens", TOKENS).map(Tokens::of);
    if (pixels.isEmpty() && tokens.isEmpty()) {
      throw new IllegalArgumentException("pixels or tokens says what the module takes");
    }
    Optional<Integer> batch = config.count("batch", 1);
    if (batch.filter(studies -> studies > 1).isPresent()) {
      throw config.fault("batch", "is %s; give 1, or leave it out".formatted(batch.get()));
    }
    return new TorchScriptConfig(
        config.text(MODULE).orElse(""),
        pixels,
        tokens,
        batch.isPresent() ? Batch.ONE : Batch.ANY,
        Answer.of(config));
  }

  private static PixelsInput pixels(ConfigKeys keys) {
    ImageSize size =
        new ImageSize(
            keys.texts("views").orElse(Views.BOTH.names()),
            keys.neededCount("height", 1),
            keys.neededCount("width", 1));
    return new PixelsInput(size, PixelValues.of(keys));
  }

  /** What the module takes, in the order of its arguments. */
  List<ModuleInput> inputs(CheckpointFiles folder) throws IOException {
    List<ModuleInput> inputs = new ArrayList<>();
    pixels.ifPresent(inputs::add);
    if (tokens.isPresent()) {
      Tokens of = tokens.get();
      Tokenizer tokenizer = new Tokenizer(folder.read(of.tokenizer()), of.length());
      inputs.add(new TokensInput(tokenizer, of.length(), of.inputs()));
    }
    return inputs;
  }
}
