package io.gauntlet.model.pretrained;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gauntlet.model.checkpoint.MemoryFiles;
import io.gauntlet.model.checkpoint.SafetensorsWriter;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.text.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What transformers 4.57 and 5.24 make of the same files was seen, not read about. */
class TokenizerFilesTest {
  private static final List<String> PIECES =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "cafe", "café", "CAFE", "CAFÉ");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static MemoryFiles folder() throws IOException {
    ByteArrayOutputStream none = new ByteArrayOutputStream();
    SafetensorsWriter.write(none, new TreeMap<>(), name -> new float[0]);
    return new MemoryFiles()
        .with("model.safetensors", none.toByteArray())
        .with(
            "config.json",
            utf8(
                """
                {"model_type": "bert", "vocab_size": 9, "hidden_size": 8, "num_hidden_layers": 1,
                "num_attention_heads": 2, "intermediate_size": 8, "max_position_embeddings": 12}
                """));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MemoryFiles withVocabulary() throws IOException {
    return folder().with("vocab.txt", utf8(String.join("\n", PIECES) + "\n"));
  }

  private static ObjectNode tokenizer() throws IOException {
    return (ObjectNode) JSON.readTree(Vocabulary.read(PIECES, "vocab.txt").tokenizerJson());
  }

  private static MemoryFiles with(ObjectNode tokenizer) throws IOException {
    return folder().with("tokenizer.json", JSON.writeValueAsBytes(tokenizer));
  }

  /** What becomes of a word with capitals and an accent. */
  private static String read(MemoryFiles folder) throws IOException {
    try (Tokenizer tokenizer = PretrainedText.open(PretrainedWeights.in(folder)).tokenizer()) {
      long[] ids = tokenizer.encode("CAFÉ");
      assertArrayEquals(new long[] {2, ids[1], 3}, ids);
      return PIECES.get((int) ids[1]);
    }
  }

  private static String refused(MemoryFiles folder) {
    return assertThrows(IOException.class, () -> read(folder)).getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | cafe",
        "{\"do_lower_case\": true} | cafe",
        "{\"do_lower_case\": false} | CAFÉ",
        "{\"strip_accents\": null} | cafe",
        "{\"strip_accents\": false} | café",
        "{\"strip_accents\": true} | cafe",
        "{\"do_lower_case\": false, \"strip_accents\": true} | CAFE",
        "{\"do_lower_case\": false, \"strip_accents\": null} | CAFÉ",
      })
  void theConfigDecidesAsInTransformers(String config, String word) throws IOException {
    assertReads(word, withVocabulary().with("tokenizer_config.json", utf8(config)));
    assertReads(word, with(tokenizer()).with("tokenizer_config.json", utf8(config)));
  }

  private static void assertReads(String word, MemoryFiles folder) throws IOException {
    assertEquals(word, read(folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"do_lower_case\": null",
        "\"do_lower_case\": \"False\"",
        "\"do_lower_case\": 0",
        "\"strip_accents\": \"False\"",
        "\"strip_accents\": 1",
        "\"tokenize_chinese_chars\": null",
      })
  void whatTransformersRefusesIsRefusedByName(String field) throws IOException {
    String said = field.replace("\"", "").split(":", 2)[0] + " is " + field.split(": ", 2)[1];
    for (MemoryFiles folder : List.of(withVocabulary(), with(tokenizer()))) {
      String message = refused(folder.with("tokenizer_config.json", utf8("{" + field + "}")));
      assertTrue(message.contains(said + ", which transformers refuses"), message);
    }
  }

  @ParameterizedTest
  @CsvSource({"lowercase, false", "strip_accents, true", "handle_chinese_chars, false"})
  void whatTransformersPassesOverInSilenceIsRefused(String field, boolean value)
      throws IOException {
    ObjectNode tokenizer = tokenizer();
    ((ObjectNode) tokenizer.path("normalizer")).put(field, value);
    String message = refused(with(tokenizer));
    assertTrue(message.contains("normalizer has " + field + " " + value), message);
    MemoryFiles another = with(tokenizer);
    another.with(
        "tokenizer_config.json", utf8("{\"tokenizer_class\": \"PreTrainedTokenizerFast\"}"));
    read(another);
  }

  @Test
  void theConfigCanSayWhatTheTokenizerSays() throws IOException {
    ObjectNode tokenizer = tokenizer();
    ((ObjectNode) tokenizer.path("normalizer")).put("lowercase", false);
    assertReads(
        "CAFÉ", with(tokenizer).with("tokenizer_config.json", utf8("{\"do_lower_case\": false}")));
  }

  @Test
  void aTokenizerWithoutPostProcessorIsRefused() throws IOException {
    ObjectNode none = tokenizer();
    none.putNull("post_processor");
    assertTrue(refused(with(none)).contains("has no post_processor"));
    ObjectNode away = tokenizer();
    away.remove("post_processor");
    assertTrue(refused(with(away)).contains("has no post_processor"));
  }

  /** Found by the fuzz suite: nothing notices before a word is unknown. */
  @Test
  void aTokenizerWithoutItsUnknownPieceIsRefused() throws IOException {
    ObjectNode tokenizer = tokenizer();
    ((ObjectNode) tokenizer.path("model")).put("unk_token", "[unk]");
    String message = refused(with(tokenizer));
    assertTrue(message.contains("'[unk]' stands for unknown words and is not in"), message);
  }

  @Test
  void anAddedWordBeyondTheEmbeddingIsRefused() throws IOException {
    ObjectNode tokenizer = tokenizer();
    ObjectNode added = tokenizer.withArray("added_tokens").addObject();
    added.put("id", 9).put("content", "effusions").put("single_word", true);
    added.put("lstrip", false).put("rstrip", false).put("normalized", true).put("special", false);
    String message = refused(with(tokenizer));
    assertTrue(
        message.contains("word piece 'effusions' is number 9, and the network has 9"), message);
    added.put("id", 8).put("content", "café");
    message = refused(with(tokenizer));
    assertTrue(message.contains("'café' has the number 6 and, as an added word, 8"), message);
  }

  @Test
  void aWordThatTheConfigAddsIsRefused() throws IOException {
    String config = "{\"added_tokens_decoder\": {\"9\": {\"content\": \"effusions\"}}}";
    for (MemoryFiles folder : List.of(withVocabulary(), with(tokenizer()))) {
      String message = refused(folder.with("tokenizer_config.json", utf8(config)));
      assertTrue(message.contains("adds the word 'effusions'"), message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "[]", "null", "{\"a\": }"})
  void whatIsNoJsonObjectIsRefusedByName(String contents) throws IOException {
    assertTrue(
        refused(withVocabulary().with("tokenizer_config.json", utf8(contents)))
            .contains("tokenizer_config.json is no"),
        contents);
    assertTrue(
        refused(folder().with("tokenizer.json", utf8(contents))).contains("tokenizer.json is no"));
  }

  @Test
  void aVocabularyThatIsNoUtf8IsRefused() throws IOException {
    byte[] latin = String.join("\n", PIECES).getBytes(StandardCharsets.ISO_8859_1);
    assertTrue(refused(folder().with("vocab.txt", latin)).contains("vocab.txt is not UTF-8"));
  }
}
