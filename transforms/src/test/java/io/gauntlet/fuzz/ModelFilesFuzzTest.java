package io.gauntlet.fuzz;

import io.gauntlet.model.checkpoint.MemoryFiles;
import io.gauntlet.model.checkpoint.SafetensorsWriter;
import io.gauntlet.model.pretrained.PretrainedText;
import io.gauntlet.model.pretrained.PretrainedWeights;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.text.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("long")
class ModelFilesFuzzTest {
  private static final List<String> PIECES =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "heart", "##s", "s", "ca", "fe");
  private static final byte[] CONFIG =
      """
      {"model_type": "bert", "vocab_size": 10, "hidden_size": 8, "num_hidden_layers": 1,
       "num_attention_heads": 2, "intermediate_size": 8, "max_position_embeddings": 12,
       "type_vocab_size": 2, "hidden_act": "gelu", "layer_norm_eps": 1e-12}
      """
          .getBytes(StandardCharsets.UTF_8);
  private static final byte[] TOKENIZER_CONFIG =
      """
      {"do_lower_case": true, "strip_accents": null, "tokenizer_class": "BertTokenizer",
       "added_tokens_decoder": {"0": {"content": "[PAD]"}}}
      """
          .getBytes(StandardCharsets.UTF_8);
  private static final String[] WORDS = {
    "null",
    "true",
    "false",
    "\"False\"",
    "-1",
    "0",
    "1e999",
    "2147483648",
    "[",
    "]",
    "{",
    "}",
    "\"",
    ":",
    ",",
    "[CLS]",
    "[SEP]",
    "##",
    "\"type\":",
    "\"Sequence\"",
    "\"normalizers\":",
    "\"BPE\"",
    "\"Replace\"",
    "\"pattern\":",
    "\"Regex\"",
    "(a*)*b",
    "\\ud800"
  };

  private static byte[] tokenizer() throws IOException {
    return Vocabulary.read(PIECES, "vocab.txt").tokenizerJson();
  }

  private static void open(String name, byte[] contents) throws IOException {
    ByteArrayOutputStream none = new ByteArrayOutputStream();
    SafetensorsWriter.write(none, new TreeMap<>(), piece -> new float[0]);
    MemoryFiles folder =
        new MemoryFiles()
            .with(Fuzz.FILE + ".safetensors", none.toByteArray())
            .with("config.json", CONFIG)
            .with("tokenizer_config.json", TOKENIZER_CONFIG);
    folder.with(name.equals("vocab.txt") ? "unused" : "tokenizer.json", tokenizer());
    folder.with(name, contents);
    try (Tokenizer tokenizer = PretrainedText.open(PretrainedWeights.in(folder)).tokenizer()) {
      tokenizer.encode("Hearts of cafés");
      tokenizer.pieces("Hearts of cafés");
    } catch (IOException e) {
      throw named(e, name);
    }
  }

  /** Errors name the file itself, which has a name of its own, or the weights that it is for. */
  private static IOException named(IOException error, String name) {
    String message = String.valueOf(error.getMessage());
    return new IOException(message.replace(name, Fuzz.FILE), error);
  }

  @Provide
  Arbitrary<byte[]> configs() {
    return Mutation.of(List.of(CONFIG), WORDS);
  }

  @Property(tries = Fuzz.TRIES)
  void aConfigIsReadOrRefused(@ForAll("configs") byte[] bytes) {
    Fuzz.file(() -> open("config.json", bytes));
  }

  @Provide
  Arbitrary<byte[]> tokenizers() throws IOException {
    return Mutation.of(List.of(tokenizer()), WORDS);
  }

  @Property(tries = Fuzz.TRIES)
  void aTokenizerIsReadOrRefused(@ForAll("tokenizers") byte[] bytes) {
    Fuzz.file(() -> open("tokenizer.json", bytes));
  }

  @Provide
  Arbitrary<byte[]> tokenizerConfigs() {
    return Mutation.of(List.of(TOKENIZER_CONFIG), WORDS);
  }

  @Property(tries = Fuzz.TRIES)
  void aTokenizersConfigIsReadOrRefused(@ForAll("tokenizerConfigs") byte[] bytes) {
    Fuzz.file(() -> open("tokenizer_config.json", bytes));
  }

  @Provide
  Arbitrary<byte[]> vocabularies() {
    return Mutation.of(List.of(String.join("\n", PIECES).getBytes(StandardCharsets.UTF_8)), WORDS);
  }

  @Property(tries = Fuzz.TRIES)
  void aVocabularyIsReadOrRefused(@ForAll("vocabularies") byte[] bytes) {
    Fuzz.file(() -> open("vocab.txt", bytes));
  }
}
