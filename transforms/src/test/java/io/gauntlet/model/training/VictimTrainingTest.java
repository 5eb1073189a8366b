package io.gauntlet.model.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.Architecture;
import io.gauntlet.model.Branch;
import io.gauntlet.model.DecisionFusion;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.PixelInput;
import io.gauntlet.model.StudyInputs;
import io.gauntlet.model.TrainedVictim;
import io.gauntlet.model.Victim;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.model.nn.ImageNetwork;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.text.Vocabulary;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.model.train.TrainingExample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VictimTrainingTest {
  private static final int SIDE = 12;
  private static final int STUDIES = 64;
  private static final PixelInput INPUT = PixelInput.ofBoth(SIDE, SIDE, 0.5, 0.25);

  @Test
  void allFiveLearnASignalThatBothModalitiesCarry() {
    try (NDManager manager = NDManager.newBaseManager()) {
      List<TrainingExample> examples = examples();
      VictimTraining training = new VictimTraining(manager, "victim", examples, epoch -> {});
      Vocabulary vocabulary =
          Vocabulary.of(examples.stream().map(TrainingExample::caption).toList(), 1, 1000);
      Recipe recipe = Recipe.of(12, 16, 3e-3, 2, 0.5, 5);
      SortedMap<String, String> parents = new TreeMap<>(Map.of("image", "", "text", ""));
      try (NetworkVictim image = training.image(ImageNetwork.named("tiny"), INPUT, recipe);
          NetworkVictim text =
              training.text(
                  BertEncoder.tiny(vocabulary.size()),
                  new Tokenizer(vocabulary.tokenizerJson(), 128),
                  recipe);
          NetworkVictim early = training.earlyFusion(image, text, recipe);
          DecisionFusion late =
              training.lateFusion(
                  new Architecture.LateFusion(parents),
                  branches(image, text),
                  Recipe.of(30, 16, 1e-2, 2, 0.5, 5));
          DecisionFusion ensemble =
              DecisionFusion.ensemble(new Architecture.Ensemble(parents), branches(image, text))) {
        for (TrainedVictim classifier : List.of(image, text, early, late, ensemble)) {
          assertTrue(
              accuracy(manager, classifier, examples) > 0.9, classifier.architecture().toString());
        }
      }
    }
  }

  private static List<Branch> branches(Victim... parents) {
    return Stream.of(parents).flatMap(parent -> parent.branches().values().stream()).toList();
  }

  @Test
  void theSameSeedTrainsTheSameWeights() {
    assertArrayEquals(trainedHead(3), trainedHead(3));
  }

  @Test
  void sideBySideAsAlone() throws Exception {
    float[] alone = trainedText();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<float[]> result :
          threads.invokeAll(Collections.nCopies(4, (Callable<float[]>) () -> trainedText()))) {
        assertArrayEquals(alone, result.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aGarbageCollectionInTheMiddleChangesNoGradient() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Vocabulary vocabulary = Vocabulary.of(List.of("the heart is normal", "opacity"), 1, 10);
      Architecture.EarlyFusion architecture =
          new Architecture.EarlyFusion(
              ImageNetwork.named("tiny"), INPUT, BertEncoder.tiny(vocabulary.size()));
      try (NetworkVictim early =
          NetworkVictim.of(
              architecture,
              Weights.initialize(manager, architecture.parameters(), 1),
              new Tokenizer(vocabulary.tokenizerJson(), 128))) {
        float[] calm = pixelGradient(manager, early, false);
        for (int i = 0; i < 5; i++) {
          assertArrayEquals(calm, pixelGradient(manager, early, true));
        }
      }
    }
  }

  private static float[] pixelGradient(
      NDManager manager, NetworkVictim classifier, boolean collect) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray pixels = scope.ones(new Shape(2, 2, SIDE, SIDE)).mul(0.5f);
      pixels.setRequiresGradient(true);
      Gradients.backward(
          () -> {
            NDArray logits =
                classifier.logits(scope, StudyInputs.of(pixels, List.of("opacity", "the heart")));
            if (collect) {
              System.gc();
              for (int i = 0; i < 1000; i++) {
                scope.create(new float[] {Float.NaN, Float.NaN}).close();
              }
            }
            return logits.get(":, 1");
          });
      return pixels.getGradient().toFloatArray();
    }
  }

  private static float[] trainedText() {
    try (NDManager manager = NDManager.newBaseManager()) {
      List<TrainingExample> examples = examples();
      Vocabulary vocabulary =
          Vocabulary.of(examples.stream().map(TrainingExample::caption).toList(), 1, 1000);
      VictimTraining training = new VictimTraining(manager, "victim", examples, epoch -> {});
      try (NetworkVictim text =
          training.text(
              BertEncoder.tiny(vocabulary.size()),
              new Tokenizer(vocabulary.tokenizerJson(), 128),
              Recipe.of(8, 16, 1e-3, 1, 0.5, 3))) {
        return text.weights().get("text.embeddings.word_embeddings.weight").toFloatArray();
      }
    }
  }

  @Test
  void paddingChangesNothing() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Vocabulary vocabulary = Vocabulary.of(List.of("the heart is normal", "opacity"), 1, 10);
      VictimTraining training = new VictimTraining(manager, "victim", examples(), epoch -> {});
      try (NetworkVictim text =
          training.text(
              BertEncoder.tiny(vocabulary.size()),
              new Tokenizer(vocabulary.tokenizerJson(), 128),
              Recipe.of(1, 32, 1e-3, 1, 0.5, 1))) {
        float[] alone =
            text.logits(manager, StudyInputs.ofCaptions(List.of("opacity"))).toFloatArray();
        float[] padded =
            text.logits(
                    manager,
                    StudyInputs.ofCaptions(List.of("opacity", "the heart is normal is normal")))
                .get(0)
                .toFloatArray();
        assertArrayEquals(alone, padded, 1e-5f);
      }
    }
  }

  @Test
  void theVocabularySpellsWhatItNeverSaw() {
    Vocabulary vocabulary = Vocabulary.of(List.of("lungs are clear", "lungs clear"), 2, 10);
    try (Tokenizer tokenizer = new Tokenizer(vocabulary.tokenizerJson(), 6)) {
      assertEquals(4, tokenizer.encode("lungs clear").length);
      assertEquals(5, tokenizer.encode("are").length);
      assertEquals(6, tokenizer.encode("lungs lungs lungs lungs lungs lungs lungs").length);
    }
  }

  private static float[] trainedHead(long seed) {
    try (NDManager manager = NDManager.newBaseManager()) {
      VictimTraining training = new VictimTraining(manager, "victim", examples(), epoch -> {});
      try (NetworkVictim image =
          training.image(ImageNetwork.named("tiny"), INPUT, Recipe.of(2, 16, 1e-3, 1, 0.5, seed))) {
        return image.weights().get("head.weight").toFloatArray();
      }
    }
  }

  private static double accuracy(
      NDManager manager, Victim classifier, List<TrainingExample> examples) {
    float[] values = new float[STUDIES * 2 * SIDE * SIDE];
    List<String> captions = new ArrayList<>();
    for (int i = 0; i < STUDIES; i++) {
      System.arraycopy(examples.get(i).pixels(), 0, values, i * 2 * SIDE * SIDE, 2 * SIDE * SIDE);
      captions.add(examples.get(i).caption());
    }
    NDArray pixels = manager.create(values, new Shape(STUDIES, 2, SIDE, SIDE));
    long[] predicted =
        classifier.logits(manager, StudyInputs.of(pixels, captions)).argMax(1).toLongArray();
    int right = 0;
    for (int i = 0; i < STUDIES; i++) {
      right += predicted[i] == examples.get(i).label() ? 1 : 0;
    }
    return (double) right / STUDIES;
  }

  private static List<TrainingExample> examples() {
    SplittableRandom random = new SplittableRandom(1);
    List<TrainingExample> examples = new ArrayList<>();
    for (int i = 0; i < STUDIES; i++) {
      int label = i % 2;
      float[] pixels = new float[2 * SIDE * SIDE];
      for (int p = 0; p < pixels.length; p++) {
        pixels[p] = (float) (0.3 + 0.3 * label + 0.1 * random.nextDouble());
      }
      String caption = label == 1 ? "there is an opacity " + i : "the heart is normal " + i;
      examples.add(new TrainingExample(pixels, caption, label));
    }
    return examples;
  }
}
