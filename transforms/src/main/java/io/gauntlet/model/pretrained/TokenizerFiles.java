package io.gauntlet.model.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gauntlet.data.JsonObjects;
import io.gauntlet.data.Quoted;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import io.gauntlet.model.text.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tokenizer of a BERT as Hugging Face publishes it: a {@code tokenizer.json} or a {@code
 * vocab.txt}, and a {@code tokenizer_config.json} that decides about them.
 */
final class TokenizerFiles {
  private static final String TOKENIZER = "tokenizer.json";
  private static final String VOCABULARY = "vocab.txt";
  private static final String CONFIG = "tokenizer_config.json";
  private static final String NORMALIZER = "normalizer";
  private static final int LARGEST = 64 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CheckpointFiles folder;
  private final Set<String> names;

  /**
   * The files of a folder.
   *
   * @param names of all files in it
   */
  TokenizerFiles(CheckpointFiles folder, Set<String> names) {
    this.folder = folder;
    this.names = names;
  }

  /**
   * The contents of a {@code tokenizer.json} that says all that the files say.
   *
   * @throws IOException when they are missing, damaged, or say what transformers refuses
   */
  byte[] read() throws IOException {
    JsonNode config = names.contains(CONFIG) ? json(CONFIG) : MissingNode.getInstance();
    TokenizerSettings settings = new TokenizerSettings(config, folder.describe(CONFIG));
    if (names.contains(TOKENIZER)) {
      return published(settings, config);
    }
    if (names.contains(VOCABULARY)) {
      return made(settings, config);
    }
    throw new IOException(
        "%s holds no tokenizer.json and no vocab.txt; fetch all files of the model"
            .formatted(folder.describe("")));
  }

  private byte[] published(TokenizerSettings settings, JsonNode config) throws IOException {
    String source = folder.describe(TOKENIZER);
    byte[] contents = contents(folder, TOKENIZER);
    JsonNode tokenizer = JsonObjects.read(contents, source);
    if (!tokenizer.path("post_processor").isObject()) {
      throw new IOException(
          source
              + " has no post_processor, so that nothing says which pieces stand around a text"
              + " (transformers 5 puts [CLS] and [SEP], 4 none); save it again with transformers");
    }
    String unknown = tokenizer.at("/model/unk_token").asText();
    if (!tokenizer.at("/model/vocab").has(unknown)) {
      throw new IOException(
          "%s: the piece '%s' stands for unknown words and is not in the vocabulary; fetch it again"
              .formatted(source, Quoted.of(unknown)));
    }
    requireKnown(config, tokenizer);
    if (settings.overrule(tokenizer.path(NORMALIZER), source)) {
      return JSON.writeValueAsBytes(tokenizer);
    }
    return contents;
  }

  private byte[] made(TokenizerSettings settings, JsonNode config) throws IOException {
    String source = folder.describe(VOCABULARY);
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(contents(folder, VOCABULARY)))
              .toString();
    } catch (CharacterCodingException e) {
      throw new IOException(source + " is not UTF-8; fetch it again", e);
    }
    ObjectNode tokenizer = Vocabulary.read(text.lines().toList(), source).tokenizer();
    requireKnown(config, tokenizer);
    settings.write((ObjectNode) tokenizer.path(NORMALIZER));
    return JSON.writeValueAsBytes(tokenizer);
  }

  /** transformers adds the words that the config has and the tokenizer has not. */
  private void requireKnown(JsonNode config, JsonNode tokenizer) throws IOException {
    JsonNode vocabulary = tokenizer.at("/model/vocab");
    List<String> added = tokenizer.path("added_tokens").findValuesAsText("content");
    for (Map.Entry<String, JsonNode> entry : config.path("added_tokens_decoder").properties()) {
      String word = entry.getValue().path("content").asText();
      if (!vocabulary.has(word) && !added.contains(word)) {
        throw new IOException(
            "%s adds the word '%s', which the tokenizer has not; save both again with transformers"
                .formatted(folder.describe(CONFIG), Quoted.of(word)));
      }
    }
  }

  private JsonNode json(String name) throws IOException {
    return JsonObjects.read(contents(folder, name), folder.describe(name));
  }

  /**
   * A whole file that describes a model.
   *
   * @throws IOException when it is larger than any file of its kind
   */
  static byte[] contents(CheckpointFiles folder, String name) throws IOException {
    try (InputStream stream = Channels.newInputStream(folder.open(name))) {
      byte[] contents = stream.readNBytes(LARGEST);
      if (contents.length == LARGEST) {
        throw new IOException(folder.describe(name) + " is larger than any file of its kind");
      }
      return contents;
    }
  }
}
