package io.gauntlet.model.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.SharedData;
import io.gauntlet.model.Capability;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.Victim;
import io.gauntlet.model.VictimCatalogue;
import io.gauntlet.model.checkpoint.CheckpointFiles;
import io.gauntlet.model.checkpoint.MemoryFiles;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Modules as people export them, which {@code make_victims.py} made small; and larger ones of the
 * same kinds, which may lie beside the checkout.
 */
class DeployedModulesTest {
  private static final String PIXELS = "'pixels':{'height':8,'width':8}";
  private static final Set<Capability> ALL = Set.of(Capability.LOGITS, Capability.PIXEL_GRADIENTS);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "nan | '' | [NaN, NaN] for the caption",
        "dict | '' | it gives several results, [features (1, 2), logits (1, 2)]; say which",
        "dict | 'output':{'entry':'logit'} | there is no entry \"logit\" in",
        "tuple | '' | it gives several results, [0 (1, 2), 1 (1, 2)]; say which",
        "tuple | 'output':{'entry':2} | there is no entry 2 in",
        "sigmoid | '' | all between 0 and 1, so they are no logits; say \"output\": \"probability\"",
        "findings | 'outputs':'labels','classes':['a','b','c'] | say \"output\": \"sigmoid\"",
        "softmax | 'classes':['a','b','c'] | and add up to one, so they are no logits",
        "norm | '' | depends on the studies beside it",
        "needs-double | '' | does not run on the inputs that its config names",
      })
  void whatCannotBeAttackedIsRefused(String module, String more, String found) {
    IOException error =
        assertThrows(IOException.class, () -> open(module, PIXELS + more(more)).close());
    assertTrue(error.getMessage().contains(found), error.getMessage());
  }

  private static String more(String keys) {
    return keys.equals("''") ? "" : "," + keys;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "plain | ''",
        "dict | 'output':{'entry':'logits'}",
        "tuple | 'output':{'entry':1}",
        "sigmoid | 'output':'probability'",
        "sigmoid | 'output':'logits'",
        "softmax | 'output':'probability','classes':['a','b','c']",
        "findings | 'output':'sigmoid','classes':['a','b','c'],'outputs':'labels'",
        "norm | 'batch':1",
        "in-place | ''",
        "one-study | ''",
        "double | 'output':'logits'",
        "half | ''",
      })
  void whatIsDescribedIsServedWithGradients(String module, String more) throws IOException {
    try (Victim victim = open(module, PIXELS + more(more))) {
      assertEquals(ALL, victim.capabilities());
      float[] one = logits(victim, pixels(1));
      float[] three = logits(victim, pixels(3));
      for (int i = 0; i < one.length; i++) {
        assertEquals(one[i], three[i], 1e-5f);
      }
      assertEquals(3 * one.length, three.length);
    }
  }

  @Test
  void anAttacksPixelsAreNeverWritten() throws IOException {
    try (Victim victim = open("in-place", PIXELS)) {
      NDArray pixels = pixels(2);
      float[] before = pixels.toFloatArray();
      logits(victim, pixels);
      pixels.setRequiresGradient(true);
      Gradients.backward(() -> victim.logits(manager, StudyInputs.ofImages(pixels)));
      assertArrayEquals(before, pixels.toFloatArray());
    }
  }

  @Test
  void aModuleOfWholeDoublesIsServedAsItsTypeSays() throws IOException {
    try (Victim victim = open("needs-double", "'pixels':{'height':8,'width':8,'type':'float64'}")) {
      assertEquals(ALL, victim.capabilities());
    }
  }

  /** The numbers that are expected are Python's. */
  @Test
  void oneViewInThreeChannelsIsNormalisedAsPythonDoes() throws IOException {
    String pixels =
        "'pixels':{'views':['frontal'],'height':8,'width':8,'channels':3,'range':[0,255],"
            + "'mean':[0.485,0.456,0.406],'std':[0.229,0.224,0.225]}";
    try (Victim victim = open("colours", pixels)) {
      assertEquals(ALL, victim.capabilities());
      NDArray ramp = manager.linspace(0f, 1f, 64).reshape(1, 1, 8, 8);
      assertArrayEquals(new float[] {-9.068358f, -39.572777f}, logits(victim, ramp), 1e-4f);
    }
  }

  @Test
  void oneFindingOfManyIsThePositiveClass() throws IOException {
    String labels = PIXELS + ",'output':'sigmoid','outputs':'labels','positive':";
    String named = labels + "'c','classes':['a','b','c']";
    try (Victim byName = open("findings", named);
        Victim byPlace = open("findings", labels + "2")) {
      float[] name = logits(byName.forClasses(ClassNames.NORMAL_ABNORMAL), pixels(1));
      assertEquals(2, name.length);
      assertEquals(0, name[0]);
      assertEquals(logits(byName, pixels(1))[2], name[1]);
      assertArrayEquals(
          name, logits(byPlace.forClasses(ClassNames.NORMAL_ABNORMAL), pixels(1)), 1e-6f);
    }
  }

  /** Its probability stays what the module gives, the others' together the rest. */
  @Test
  void oneClassOfThreeIsThePositiveClass() throws IOException {
    String classes =
        PIXELS
            + ",'output':'probability','classes':['a','b','c'],'outputs':'classes','positive':'b'";
    try (Victim victim = open("softmax", classes)) {
      float[] all = logits(victim, pixels(1));
      float[] two = logits(victim.forClasses(List.of("no b", "b")), pixels(1));
      assertEquals(Math.exp(all[1]), 1 / (1 + Math.exp(two[0] - two[1])), 1e-6);
    }
  }

  @Test
  void yamlIsReadAsJsonIs() throws IOException {
    MemoryFiles folder =
        new MemoryFiles()
            .with(
                "victim.yaml",
                "torchscript: m.pt\nname: ours\npixels: {height: 8, width: 8}\n"
                    .getBytes(StandardCharsets.UTF_8))
            .with("m.pt", MemoryFiles.made("own-plain.pt"));
    try (Victim victim = open(folder)) {
      assertEquals(ALL, victim.capabilities());
    }
    folder.with("config.json", "{}".getBytes(StandardCharsets.UTF_8));
    IOException error = assertThrows(IOException.class, () -> open(folder).close());
    assertTrue(error.getMessage().contains("leave one of them"), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "returns-nan-always | [NaN, NaN]",
        "returns-dict | it gives several results, [features",
        "returns-sigmoid-probability-b1 | all between 0 and 1",
        "batchnorm-exported-in-train-mode-traced | depends on the studies beside it",
      })
  void sharedModulesThatCannotBeAttackedAreRefused(String name, String found) {
    RunFiles folder = new RunFiles(SharedData.cases("victims").resolve(name).toString());
    IOException error = assertThrows(IOException.class, () -> open(folder).close());
    assertTrue(error.getMessage().contains(found), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"modifies-input-in-place", "traced-with-batch-baked-in", "returns-double-b1"})
  void sharedModulesThatCanBeServedAre(String name) throws IOException {
    RunFiles folder = new RunFiles(SharedData.cases("victims").resolve(name).toString());
    try (Victim victim = open(folder)) {
      assertEquals(ALL, victim.capabilities());
      NDArray pixels = manager.randomUniform(0, 1, new Shape(3, 2, 28, 28));
      float[] before = pixels.toFloatArray();
      assertEquals(6, logits(victim, pixels).length);
      assertArrayEquals(before, pixels.toFloatArray());
    }
  }

  /** Studies of which the first is always the same. */
  private NDArray pixels(int studies) {
    float[] values = new float[studies * 128];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 131 / 131f;
    }
    return manager.create(values, new Shape(studies, 2, 8, 8));
  }

  private float[] logits(Victim victim, NDArray pixels) {
    return Gradients.without(() -> victim.logits(manager, StudyInputs.ofImages(pixels)))
        .toFloatArray();
  }

  private Victim open(String module, String keys) throws IOException {
    String config = "{'torchscript':'m.pt','name':'ours'," + keys + "}";
    return open(
        new MemoryFiles()
            .with("config.json", config.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
            .with("m.pt", MemoryFiles.made("own-" + module + ".pt")));
  }

  private Victim open(CheckpointFiles folder) throws IOException {
    String digest = VictimCatalogue.load().in(folder).digest();
    return VictimCatalogue.load().in(folder).open(manager, digest);
  }
}
