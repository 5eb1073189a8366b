package io.gauntlet.model.pretrained;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gauntlet.model.checkpoint.MemoryFiles;
import io.gauntlet.model.checkpoint.SafetensorsWriter;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.DenseNet;
import io.gauntlet.model.nn.MaskedWordHead;
import io.gauntlet.model.nn.SeResNet;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.nn.graph.ParameterSpec;
import io.gauntlet.model.text.BertConfig;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.text.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PretrainedTest {
  private static final BertEncoder BERT = new BertEncoder(7, 8, 2, 2, 16, 12);
  private static final SeResNet SMALL =
      new SeResNet(SeResNet.Family.SMALL, 1, List.of(1, 1), List.of(8, 16), 4);
  private static final DenseNet DENSE = new DenseNet(1, 4, List.of(1, 2));
  private static final SeResNet SENET =
      new SeResNet(SeResNet.Family.SENET, 3, List.of(1), List.of(64), 16);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "module.", "model.", "image."})
  void imageNetworksOfTimmLoadWithoutATableOfNames(String prefix) throws IOException {
    SortedMap<String, Shape> file = names(SMALL.parameters(), name -> prefix + name);
    file.put(prefix + "fc.weight", new Shape(10, 16));
    file.put(prefix + "fc.bias", new Shape(10));
    file.put(prefix + "bn1.num_batches_tracked", new Shape());
    assertLoads(weights(file).read(manager, SMALL), SMALL.parameters());
  }

  @Test
  void theOriginalSenet154Loads() throws IOException {
    SortedMap<String, Shape> file = names(SENET.parameters(), name -> name);
    assertTrue(file.containsKey("layer1.0.se_module.fc1.weight"));
    file.put("last_linear.weight", new Shape(1000, 256));
    file.put("last_linear.bias", new Shape(1000));
    assertLoads(weights(file).read(manager, SENET), SENET.parameters());
  }

  /** torchvision, timm, torchxrayvision alone and in a wrapper, and torchvision before 2018. */
  @ParameterizedTest
  @CsvSource({"'', '', 1000", "module., '', 1000", "model., '', 18", "'', ., 1000"})
  void denseNetsLoadWithoutTheirHeads(String prefix, String dot, int classes) throws IOException {
    SortedMap<String, Shape> file =
        names(
            DENSE.parameters(),
            name -> prefix + name.replaceAll("(denselayer\\d+\\.[a-z]+)(\\d)", "$1" + dot + "$2"));
    assertTrue(file.containsKey(prefix + "features.denseblock2.denselayer2.norm" + dot + "1.bias"));
    file.put(prefix + "classifier.weight", new Shape(classes, DENSE.features()));
    file.put(prefix + "classifier.bias", new Shape(classes));
    file.put(prefix + "op_threshs", new Shape(classes));
    file.put(prefix + "features.norm0.num_batches_tracked", new Shape());
    assertLoads(weights(file).read(manager, DENSE), DENSE.parameters());
  }

  @Test
  void anotherNetworkIsRefused() {
    SortedMap<String, Shape> file = names(SENET.parameters(), name -> name);
    IOException error = assertThrows(IOException.class, () -> weights(file).read(manager, SMALL));
    assertTrue(error.getMessage().contains("image.conv1.weight is missing"), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "'', weight, bias",
    "bert., weight, bias",
    "bert., gamma, beta",
    "text., weight, bias"
  })
  void bertsLoadWithOrWithoutPrefixAndWithTheirOldNames(String prefix, String scale, String shift)
      throws IOException {
    SortedMap<String, Shape> file =
        names(
            BERT.parameters(),
            name ->
                prefix
                    + name.replace("LayerNorm.weight", "LayerNorm." + scale)
                        .replace("LayerNorm.bias", "LayerNorm." + shift));
    file.put(prefix + "pooler.dense.weight", new Shape(8, 8));
    file.put(prefix + "embeddings.position_ids", new Shape(1, 12));
    file.put("cls.seq_relationship.weight", new Shape(2, 8));
    PretrainedText text = PretrainedText.open(weights(file));
    assertEquals(BERT, text.encoder());
    assertLoads(text.read(manager), BERT.parameters());
  }

  @Test
  void theHeadThatFillsGapsIsKeptWhereThereIsOne() throws IOException {
    SortedMap<String, Shape> file = names(BERT.parameters(), name -> "bert." + name);
    file.putAll(names(new MaskedWordHead(BERT).parameters(), name -> name));
    file.put("cls.predictions.decoder.weight", new Shape(7, 8));
    PretrainedText text = PretrainedText.open(weights(file));
    assertTrue(text.encoder().maskedWords());
    try (Weights read = text.read(manager)) {
      assertTrue(MaskedWordHead.isIn(read));
    }
    assertTrue(
        text.encoder().parameters().stream()
            .filter(spec -> spec.name().contains("predictions"))
            .noneMatch(spec -> spec.start().trainable()));
  }

  @Test
  void aVocabularyGivesATokenizer() throws IOException {
    PretrainedText text = PretrainedText.open(weights(names(BERT.parameters(), name -> name)));
    try (Tokenizer tokenizer = text.tokenizer()) {
      assertArrayEquals(new long[] {2, 5, 6, 3}, tokenizer.encode("Heart s"));
      long[] cut = tokenizer.encode("heart ".repeat(30));
      assertEquals(12, cut.length);
      assertEquals(3, cut[11]);
      assertEquals(List.of(2L, 3L), tokenizer.pieces("").ids().asList());
      assertArrayEquals(cut, tokenizer.pieces("heart ".repeat(30)).ids().stream().toArray());
      assertTrue(tokenizer.cuts("heart ".repeat(30)));
      assertFalse(tokenizer.cuts("heart"));
    }
  }

  @Test
  void aCasedVocabularyKeepsItsCapitals() throws IOException {
    MemoryFiles folder = folder(names(BERT.parameters(), name -> name));
    folder.with("tokenizer_config.json", utf8("{\"do_lower_case\": false}"));
    try (Tokenizer tokenizer = PretrainedText.open(PretrainedWeights.in(folder)).tokenizer()) {
      assertArrayEquals(new long[] {2, 1, 6, 3}, tokenizer.encode("Heart s"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'model_type':'roberta' | model_type is 'roberta'",
        "'hidden_act':'relu' | hidden_act is 'relu'",
        "'position_embedding_type':'relative_key' | position_embedding_type is 'relative_key'",
        "'is_decoder':true | is_decoder is 'true'",
        "'hidden_size':0 | hidden_size is 0",
        "'hidden_size':9 | not a multiple of 2 heads",
        "'num_hidden_layers':2147483647 | num_hidden_layers is 2147483647",
        "'vocab_size':'many' | vocab_size is \"many\"",
        "'layer_norm_eps':-1 | layer_norm_eps is -1",
        "'vocab_size':6 | word piece 's' is number 6, and the network has 6",
      })
  void whatIsNoPlainBertIsRefusedByName(String field, String found) throws IOException {
    MemoryFiles folder = folder(names(BERT.parameters(), name -> name));
    folder.with("config.json", config(field.replace('\'', '"')));
    IOException error =
        assertThrows(IOException.class, () -> PretrainedText.open(PretrainedWeights.in(folder)));
    assertTrue(error.getMessage().contains(found), error.getMessage());
  }

  @Test
  void missingFilesAreNamed() {
    MemoryFiles alone = new MemoryFiles().with("a.safetensors", new byte[0]);
    IOException error =
        assertThrows(IOException.class, () -> PretrainedText.open(PretrainedWeights.in(alone)));
    assertTrue(error.getMessage().contains("no config.json"), error.getMessage());
    alone.with("config.json", config("\"hidden_act\":\"gelu\""));
    error = assertThrows(IOException.class, () -> PretrainedText.open(PretrainedWeights.in(alone)));
    assertTrue(error.getMessage().contains("no vocab.txt"), error.getMessage());
  }

  @Test
  void aVocabularyWithoutSpecialTokensIsRefused() {
    IOException error =
        assertThrows(IOException.class, () -> Vocabulary.read(List.of("a", "b"), "vocab.txt"));
    assertTrue(error.getMessage().contains("lacks [PAD]"), error.getMessage());
    error =
        assertThrows(IOException.class, () -> Vocabulary.read(List.of("a", "b", "a"), "vocab.txt"));
    assertTrue(error.getMessage().contains("line 3"), error.getMessage());
  }

  @Test
  void anotherByteIsAnotherDigest() throws IOException {
    MemoryFiles folder = folder(names(BERT.parameters(), name -> name));
    String before = PretrainedText.open(PretrainedWeights.in(folder)).digest();
    assertEquals(before, PretrainedText.open(PretrainedWeights.in(folder)).digest());
    folder.with("vocab.txt", utf8("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nlungs\ns"));
    assertNotEquals(before, PretrainedText.open(PretrainedWeights.in(folder)).digest());
  }

  /** {@code BertConfig(**json)} in Python reads these fields; so does {@link BertConfig}. */
  @Test
  void theConfigThatIsWrittenIsHuggingFaces() throws IOException {
    byte[] json = new ObjectMapper().writeValueAsBytes(BERT);
    assertEquals("bert", new ObjectMapper().readTree(json).path("model_type").asText());
    assertEquals(BERT, BertConfig.read(json, "config.json"));
    assertEquals(BERT, new ObjectMapper().readValue(json, BertEncoder.class));
  }

  private static SortedMap<String, Shape> names(
      Collection<ParameterSpec> specs, UnaryOperator<String> rename) {
    SortedMap<String, Shape> names = new TreeMap<>();
    for (ParameterSpec spec : specs) {
      String name = spec.name();
      names.put(rename.apply(name.substring(name.indexOf('.') + 1)), spec.shape());
    }
    return names;
  }

  private static PretrainedWeights weights(SortedMap<String, Shape> tensors) throws IOException {
    return PretrainedWeights.in(folder(tensors));
  }

  private static MemoryFiles folder(SortedMap<String, Shape> tensors) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SafetensorsWriter.write(bytes, tensors, name -> values(tensors.get(name)));
    return new MemoryFiles()
        .with("model.safetensors", bytes.toByteArray())
        .with("config.json", config("\"hidden_act\":\"gelu\""))
        .with("vocab.txt", utf8("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nheart\ns\n"));
  }

  private static float[] values(Shape shape) {
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return values;
  }

  private static byte[] config(String field) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("vocab_size", 7);
    fields.put("hidden_size", 8);
    fields.put("num_hidden_layers", 2);
    fields.put("num_attention_heads", 2);
    fields.put("intermediate_size", 16);
    fields.put("max_position_embeddings", 12);
    fields.put("architectures", List.of("BertModel"));
    ObjectMapper json = new ObjectMapper();
    try {
      fields.putAll(json.readValue("{" + field + "}", new TypeReference<Map<String, Object>>() {}));
      return json.writeValueAsBytes(fields);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertLoads(Weights read, List<ParameterSpec> specs) {
    try (read) {
      assertEquals(specs.size(), read.tensors().size());
      for (ParameterSpec spec : specs) {
        assertArrayEquals(values(spec.shape()), read.get(spec.name()).toFloatArray());
      }
    }
  }
}
