package io.gauntlet.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.SeResNet;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.text.Vocabulary;
import io.gauntlet.model.train.EpochSummary;
import io.gauntlet.model.train.Recipe;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelFolderTest {
  private final NDManager manager = NDManager.newBaseManager();
  private final MemoryStore store = new MemoryStore();

  @AfterEach
  void free() {
    manager.close();
  }

  @Test
  void whatWasWrittenGivesTheSameLogits() throws IOException {
    NetworkVictim early = early();
    String digest = ModelFolder.write(store, early, card());
    TrainedVictim opened =
        (TrainedVictim) ModelFolder.open(manager, store, digest, Map.of(), VictimCatalogue.load());
    assertEquals(early.architecture(), opened.architecture());
    assertArrayEquals(logits(early), logits(opened));
    assertEquals(digest, ModelFolder.card(store).digest());
    assertEquals("card.json", List.copyOf(store.files.keySet()).get(store.files.size() - 1));
  }

  @Test
  void aThresholdIsPartOfTheModel() throws IOException {
    NetworkVictim early = early();
    String half = ModelFolder.write(store, early, card());
    String config = new String(store.files.get("config.json"), StandardCharsets.UTF_8);
    assertFalse(config.contains("threshold"), config);

    OperatingPoint point = new OperatingPoint(0.31);
    String digest = ModelFolder.write(store, early.at(point), card());
    assertNotEquals(half, digest);
    assertEquals(
        Optional.of(early.architecture()), ModelFolder.architecture(store, VictimCatalogue.load()));
    Victim opened = ModelFolder.open(manager, store, digest, Map.of(), VictimCatalogue.load());
    assertEquals(point, opened.operatingPoint());
    assertArrayEquals(logits(early), logits(opened));
  }

  @Test
  void anEnsembleNeedsItsParents() throws IOException {
    Architecture.Ensemble architecture =
        new Architecture.Ensemble(new TreeMap<>(Map.of("image", "sha256:0")));
    String digest =
        ModelFolder.write(store, DecisionFusion.ensemble(architecture, List.of()), card());
    IOException error =
        assertThrows(
            IOException.class,
            () -> ModelFolder.open(manager, store, digest, Map.of(), VictimCatalogue.load()));
    assertEquals("the model needs the victim image beside it", error.getMessage());
  }

  @Test
  void aChangedByteIsAnotherModel() throws IOException {
    String digest = ModelFolder.write(store, early(), card());
    byte[] weights = store.files.get("model.safetensors");
    weights[weights.length - 1] ^= 1;
    IOException error =
        assertThrows(
            IOException.class,
            () -> ModelFolder.open(manager, store, digest, Map.of(), VictimCatalogue.load()));
    assertTrue(error.getMessage().contains("not " + digest), error.getMessage());
  }

  @Test
  void ofTwoAttemptsAtOneTrainingTheFirstThatEndsStays() throws IOException {
    String first = ModelFolder.publish(store, early(3), card("sha256:1"));
    byte[] weights = store.files.get("model.safetensors");
    // Another machine, and so other bits.
    assertEquals(first, ModelFolder.publish(store, early(4), card("sha256:1")));
    assertSame(weights, store.files.get("model.safetensors"));
    assertEquals(Optional.of(first), ModelFolder.finished(store, "sha256:1"));

    String other = ModelFolder.publish(store, early(4), card("sha256:2"));
    assertNotEquals(first, other);
    assertEquals(Optional.of(other), ModelFolder.finished(store, "sha256:2"));
    assertEquals(Optional.empty(), ModelFolder.finished(store, "sha256:1"));
  }

  @Test
  void aFolderWithoutCardWasNotFinished() {
    assertThrows(IOException.class, () -> ModelFolder.card(store));
  }

  private NetworkVictim early() {
    return early(3);
  }

  private NetworkVictim early(long seed) {
    Vocabulary vocabulary = Vocabulary.of(List.of("no opacity"), 1, 10);
    Architecture.EarlyFusion architecture =
        new Architecture.EarlyFusion(
            new SeResNet(SeResNet.Family.SMALL, 1, List.of(1), List.of(4), 2),
            PixelInput.ofBoth(8, 8, 0.5, 0.2),
            BertEncoder.tiny(vocabulary.size()));
    return NetworkVictim.of(
        architecture,
        Weights.initialize(manager, architecture.parameters(), seed),
        new Tokenizer(vocabulary.tokenizerJson(), 128));
  }

  private float[] logits(Victim victim) {
    NDArray pixels = manager.ones(new Shape(1, 2, 8, 8));
    return victim.logits(manager, StudyInputs.of(pixels, List.of("no opacity"))).toFloatArray();
  }

  private static ModelCard card() {
    return card("sha256:1");
  }

  private static ModelCard card(String trainingDigest) {
    return ModelCard.begin(
            "early-fusion", Recipe.of(1, 1, 1e-3, 1, 0.5, 1), trainingDigest, Map.of())
        .withCurve(List.of(new EpochSummary(1, 0.5, 0.75, 1e-3, 2, 240, null)));
  }

  private static final class MemoryStore implements ModelFolder.Store {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    @Override
    public Set<String> names() {
      return files.keySet();
    }

    @Override
    public SeekableByteChannel open(String name) throws IOException {
      byte[] contents = files.get(name);
      if (contents == null) {
        throw new FileNotFoundException(name);
      }
      return new SeekableInMemoryByteChannel(contents);
    }

    @Override
    public String describe(String name) {
      return name;
    }

    @Override
    public void write(String name, ModelFolder.Contents contents) throws IOException {
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      contents.to(stream);
      files.put(name, stream.toByteArray());
    }

    @Override
    public void delete(Collection<String> names) {
      files.keySet().removeAll(names);
    }
  }
}
