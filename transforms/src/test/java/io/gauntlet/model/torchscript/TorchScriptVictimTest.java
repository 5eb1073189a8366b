package io.gauntlet.model.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.data.Modality;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.model.Capability;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.TextBranch;
import io.gauntlet.model.Victim;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.model.checkpoint.MemoryFiles;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.text.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Modules that {@code make_checkpoints.py} made, which also printed the numbers that are expected.
 */
class TorchScriptVictimTest {
  private static final String PIXELS = "'pixels':{'height':8,'width':8}";
  private static final String TOKENS = "'tokens':{'tokenizer':'tokenizer.json','length':10}";

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  /** It was saved in training mode, with a dropout of one half. */
  @Test
  void aModuleOverBothModalitiesGivesPythonsLogitsAndGradients() throws IOException {
    try (Victim victim = open("own-both.pt", PIXELS + "," + TOKENS)) {
      assertEquals(Set.of(Modality.values()), victim.branches().keySet());
      assertEquals(Set.of(Capability.LOGITS, Capability.PIXEL_GRADIENTS), victim.capabilities());
      for (int i = 0; i < 3; i++) {
        assertArrayEquals(
            new float[] {0.04394238f, 1.2601242f},
            Gradients.without(() -> logits(victim, pixels())).toFloatArray(),
            1e-6f);
        assertArrayEquals(
            new float[] {1.111965e-3f, -2.14267e-5f, -2.14267e-5f}, gradient(victim), 1e-8f);
      }
    }
  }

  @Test
  void threadsShareAModule() throws IOException, InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Victim victim = open("own-both.pt", PIXELS + "," + TOKENS)) {
      List<Future<float[]>> gradients = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        gradients.add(threads.submit(() -> gradient(victim)));
      }
      for (Future<float[]> gradient : gradients) {
        assertArrayEquals(gradients.get(0).get(), gradient.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aSingleLogitIsThatOfTheAbnormal() throws IOException {
    try (Victim victim = open("own-pixels.pt", PIXELS)) {
      assertEquals(Set.of(Modality.IMAGE), victim.branches().keySet());
      float[] logits =
          Gradients.without(
                  () ->
                      victim.logits(
                          manager, StudyInputs.ofImages(manager.full(new Shape(2, 2, 8, 8), 0.5f))))
              .toFloatArray();
      assertArrayEquals(new float[] {0, 0.5f, 0, 0.5f}, logits, 1e-6f);
    }
  }

  @Test
  void aModuleOfNamedClassesGivesALogitOfEach() throws IOException {
    String classes = PIXELS + ",'classes':['normal','pneumonia','covid']";
    try (Victim victim = open("own-three.pt", classes)) {
      assertEquals(List.of("normal", "pneumonia", "covid"), victim.classNames());
      assertEquals(Set.of(Capability.LOGITS, Capability.PIXEL_GRADIENTS), victim.capabilities());
      assertArrayEquals(new float[] {-0.5f, 0.25f, 0.5f}, grey(victim), 1e-6f);
      assertSame(victim, victim.forClasses(List.of("no covid", "covid")));
    }
  }

  @Test
  void aModuleOfLabelsAnswersForTheOneThatIsThePositiveClass() throws IOException {
    String labels = PIXELS + ",'classes':['Edema','Mass','Pneumothorax'],'outputs':'labels'";
    try (Victim victim = open("own-three.pt", labels)) {
      Victim mass = victim.forClasses(List.of("no Mass", "Mass"));
      assertEquals(List.of("no Mass", "Mass"), mass.classNames());
      assertArrayEquals(new float[] {0, 0.25f}, grey(mass), 1e-6f);
      assertSame(victim.branches(), mass.branches());
      assertEquals(victim.capabilities(), mass.capabilities());
      assertSame(victim, victim.forClasses(List.of("no Fracture", "Fracture")));
      assertSame(victim, victim.forClasses(List.of("none", "Mass", "Edema")));
    }
  }

  @Test
  void aSingleLabelKeepsItsThreshold() throws IOException {
    String label = PIXELS + ",'classes':['Mass'],'outputs':'labels','threshold':0.3";
    try (Victim victim = open("own-pixels.pt", label)) {
      Victim mass = victim.forClasses(List.of("no Mass", "Mass"));
      assertEquals(new OperatingPoint(0.3), mass.operatingPoint());
      assertArrayEquals(new float[] {0, 0.5f}, grey(mass), 1e-6f);
    }
  }

  private float[] grey(Victim victim) {
    return Gradients.without(
            () ->
                victim.logits(
                    manager, StudyInputs.ofImages(manager.full(new Shape(1, 2, 8, 8), 0.5f))))
        .toFloatArray();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'classes':['a','b','c','d'] | [batch, 4], one for each of [a, b, c, d], which classes names",
        "'classes':['a','b'],'outputs':'labels' | [batch, 2], one for each of [a, b]",
      })
  void aModuleOfOtherOutputsThanItsConfigNamesIsRefused(String names, String found) {
    IOException error =
        assertThrows(IOException.class, () -> open("own-three.pt", PIXELS + "," + names).close());
    assertTrue(error.getMessage().contains(found), error.getMessage());
  }

  @Test
  void aModuleThatLetsNoGradientThroughIsABlackBox() throws IOException {
    try (Victim victim = open("own-counts.pt", PIXELS + ",'output':'probability'")) {
      assertEquals(Set.of(Capability.LOGITS), victim.capabilities());
      assertEquals(Optional.empty(), victim.branch(TextBranch.class));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // Traced in training mode: its dropout is part of the program.
        "own-training.pt | both | export it in evaluation mode",
        "zip.pt | pixels | not a TorchScript module",
        "own-both.pt | pixels | does not run on the inputs",
        "script.pt | pixels | does not run on the inputs",
        "own-three.pt | pixels | [batch, 2] or [batch, 1]; name other classes in classes",
      })
  void aModuleThatDoesNotFitIsRefused(String module, String inputs, String found) {
    String config = inputs.equals("both") ? PIXELS + "," + TOKENS : PIXELS;
    IOException error = assertThrows(IOException.class, () -> open(module, config).close());
    assertTrue(error.getMessage().contains(found), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'torchscript':'m.pt','name':'ours'} | pixels or tokens",
        "{'torchscript':'../m.pt','name':'ours','pixels':{'height':8,'width':8}} | name of a file",
        "{'torchscript':'m.pt','name':'image','pixels':{'height':8,'width':8}} | built-in",
        "{'torchscript':'m.pt','name':'a b','pixels':{'height':8,'width':8}} | victim's name",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':0,'width':8}} | pixels.height is 0; give a whole number that is at least 1",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8},'mean':0} | there is no key \"mean\"",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8},'threshold':1} | threshold is 1.0; give a probability",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8},'threshold':'a'} | threshold is \"a\"; give",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8},'classes':['a']} | there are 1 classes, [a]; give from 2",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8},'classes':['a','a']} | two classes are named 'a'",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8},'outputs':'labels'} | needs their names under classes",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8,'chanels':3}} | there is no key \"pixels.chanels\"; did you mean 'channels'?",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8,'channels':2}} | pixels.channels is 2; give 1 or 3",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8,'mean':[0,0]}} | pixels.mean has 2 values; give one",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8,'std':[0]}} | pixels.std is [0.0]; give values above 0",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8,'range':[1,0]}} | pixels.range is [1.0, 0.0]; give what black and white are",
        "{'torchscript':'m.pt','name':'ours','pixels':{'width':8}} | pixels.height is missing",
        "{'torchscript':'m.pt','name':'ours','tokens':{'length':8}} | tokens.tokenizer is missing",
        "{'torchscript':'m.pt','name':'ours','tokens':{'length':8,'tokenizer':'t','inputs':['id']}} | tokens.inputs has \"id\"; give some of ids, mask and types",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8},'output':'logit'} | there is no output \"logit\"; did you mean 'logits'?",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8},'output':{'entry':-1}} | output.entry is -1; give a name in a dict",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8},'batch':4} | batch is 4; give 1",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8},'positive':1} | positive needs outputs beside it",
        "{'torchscript':'m.pt','name':'ours','pixels':{'height':8,'width':8},'classes':['Edema','Mass'],'outputs':'labels','positive':'Mas'} | positive is \"Mas\", which is none of classes; did you mean 'Mass'?",
        "{'torchscript': | config.json: Unexpected end",
        "{'module':'m.pt','name':'ours'} | says no kind of victim",
      })
  void aConfigThatIsWrongIsRefused(String config, String found) {
    MemoryFiles folder =
        new MemoryFiles()
            .with("config.json", config.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    IOException error =
        assertThrows(IOException.class, () -> VictimCatalogue.load().in(folder).name());
    assertTrue(error.getMessage().contains(found), error.getMessage());
  }

  @Test
  void theDigestIsOfAllThatDecidesTheLogits() throws IOException {
    MemoryFiles folder = folder("own-both.pt", PIXELS + "," + TOKENS);
    assertEquals("ours", VictimCatalogue.load().in(folder).name());
    String digest = VictimCatalogue.load().in(folder).digest();
    folder.with("tokenizer.json", new byte[] {1});
    assertNotEquals(digest, VictimCatalogue.load().in(folder).digest());
    IOException error =
        assertThrows(
            IOException.class, () -> VictimCatalogue.load().in(folder).open(manager, digest));
    assertTrue(error.getMessage().contains("not " + digest), error.getMessage());
  }

  @Test
  void aThresholdIsReadByEveryKindAndPartOfItsDigest() throws IOException {
    MemoryFiles half = folder("own-both.pt", PIXELS + "," + TOKENS);
    MemoryFiles folder = folder("own-both.pt", PIXELS + "," + TOKENS + ",\"threshold\": 0.31");
    String digest = VictimCatalogue.load().in(folder).digest();
    assertNotEquals(VictimCatalogue.load().in(half).digest(), digest);
    try (Victim victim = VictimCatalogue.load().in(folder).open(manager, digest)) {
      assertEquals(new OperatingPoint(0.31), victim.operatingPoint());
    }
  }

  private NDArray pixels() {
    float[] values = new float[128];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 128f;
    }
    return manager.create(values, new Shape(1, 2, 8, 8));
  }

  private float[] gradient(Victim victim) {
    NDArray leaf = pixels();
    leaf.setRequiresGradient(true);
    Gradients.backward(() -> logits(victim, leaf));
    return Arrays.copyOfRange(leaf.getGradient().toFloatArray(), 9, 12);
  }

  private NDArray logits(Victim victim, NDArray pixels) {
    return victim.logits(manager, StudyInputs.of(pixels, List.of("a b")));
  }

  private Victim open(String module, String inputs) throws IOException {
    MemoryFiles folder = folder(module, inputs);
    return VictimCatalogue.load()
        .in(folder)
        .open(manager, VictimCatalogue.load().in(folder).digest());
  }

  private static MemoryFiles folder(String module, String inputs) throws IOException {
    String config = "{'torchscript':'m.pt','name':'ours'," + inputs + "}";
    List<String> pieces = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b");
    return new MemoryFiles()
        .with("config.json", config.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
        .with("m.pt", MemoryFiles.made(module))
        .with("tokenizer.json", Vocabulary.read(pieces, "vocab.txt").tokenizerJson());
  }
}
