package io.gauntlet.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.model.NetworkVictim;
import io.gauntlet.model.nn.BertEncoder;
import io.gauntlet.model.nn.Head;
import io.gauntlet.model.nn.Weights;
import io.gauntlet.model.text.Tokenizer;
import io.gauntlet.model.text.Vocabulary;
import io.gauntlet.model.training.VictimTraining;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerTest {
  private static final int STUDIES = 24;
  private static final int FEATURES = 4;
  private static final Head HEAD = new Head(FEATURES, 2);

  private final NDManager manager = NDManager.newBaseManager();
  private final float[] features = features();
  private final int[] labels = labels();

  @AfterEach
  void free() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({
    "none,     0, 0,    10",
    "balanced, 0, 0,    10",
    "'3,0.5',  0, 0,    10",
    "none,     4, 0,    10",
    "none,     0, 0.05, 10",
    "none,     0, 0,    0",
    "balanced, 3, 0.1,  0",
  })
  void aLinearLayerMovesAsTheFormulasSay(
      String classWeights, int warmup, double clip, int patience) {
    Recipe recipe =
        Recipe.of(8, STUDIES, 0.05, patience, 0.5, 3)
            .withLearningRate(0.05, warmup)
            .withClipNorm(clip)
            .withClassWeights(ClassWeights.parse(classWeights));
    try (Weights weights = Weights.initialize(manager, HEAD.parameters(), 3)) {
      LinearByHand byHand =
          new LinearByHand(
              weights.get("head.weight").toFloatArray(), weights.get("head.bias").toFloatArray());
      List<Double> expected = byHand.train(recipe, features, labels);
      List<EpochSummary> curve = new ArrayList<>();
      train(weights, recipe, curve::add);
      for (int epoch = 0; epoch < expected.size(); epoch++) {
        assertEquals(expected.get(epoch), curve.get(epoch).loss(), 1e-5);
        assertEquals(byHand.rates.get(epoch), curve.get(epoch).learningRate(), 1e-9);
      }
      assertArrayEquals(byHand.weights(), weights.get("head.weight").toFloatArray(), 2e-5f);
    }
  }

  /** Logistic regression with Adam in doubles, from the formulas alone. */
  private static final class LinearByHand {
    private final double[] values = new double[2 * FEATURES + 2];
    private final List<Double> rates = new ArrayList<>();

    LinearByHand(float[] weight, float[] bias) {
      for (int i = 0; i < weight.length; i++) {
        values[i] = weight[i];
      }
      values[2 * FEATURES] = bias[0];
      values[2 * FEATURES + 1] = bias[1];
    }

    float[] weights() {
      float[] weights = new float[2 * FEATURES];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) values[i];
      }
      return weights;
    }

    List<Double> train(Recipe recipe, float[] features, int[] labels) {
      double[] mean = new double[values.length];
      double[] variance = new double[values.length];
      List<Double> losses = new ArrayList<>();
      double rate = recipe.learningRate();
      double best = Double.POSITIVE_INFINITY;
      int bad = 0;
      for (int step = 1; step <= recipe.epochs(); step++) {
        double[] gradient = new double[values.length];
        double loss = loss(recipe.classWeights(), features, labels, gradient);
        losses.add(loss);
        rates.add(rate);
        double norm = 0;
        for (double value : gradient) {
          norm += value * value;
        }
        double scale =
            recipe.clipNorm() > 0 ? Math.min(1, recipe.clipNorm() / (Math.sqrt(norm) + 1e-6)) : 1;
        double warm =
            recipe.warmupSteps() > 0 ? Math.min(1.0, (double) step / recipe.warmupSteps()) : 1;
        for (int i = 0; i < values.length; i++) {
          double g = gradient[i] * scale;
          mean[i] = 0.9 * mean[i] + 0.1 * g;
          variance[i] = 0.999 * variance[i] + 0.001 * g * g;
          double m = mean[i] / (1 - Math.pow(0.9, step));
          double v = variance[i] / (1 - Math.pow(0.999, step));
          values[i] -= rate * warm * m / (Math.sqrt(v) + 1e-8);
        }
        if (loss < best * (1 - 1e-4)) {
          best = loss;
          bad = 0;
        } else if (++bad > recipe.patience()) {
          rate *= recipe.factor();
          bad = 0;
        }
      }
      return losses;
    }

    private double loss(ClassWeights weights, float[] features, int[] labels, double[] gradient) {
      double[] ofClass = {weights.normal(), weights.abnormal()};
      if (weights.balanced()) {
        int positive = 0;
        for (int label : labels) {
          positive += label;
        }
        ofClass = new double[] {1.0 / (labels.length - positive), 1.0 / positive};
      }
      double total = 0;
      for (int label : labels) {
        total += ofClass[label];
      }
      double loss = 0;
      for (int study = 0; study < labels.length; study++) {
        double[] logit = {values[2 * FEATURES], values[2 * FEATURES + 1]};
        for (int c = 0; c < 2; c++) {
          for (int f = 0; f < FEATURES; f++) {
            logit[c] += values[c * FEATURES + f] * features[study * FEATURES + f];
          }
        }
        double normalizer = Math.log(Math.exp(logit[0]) + Math.exp(logit[1]));
        double share = ofClass[labels[study]] / total;
        loss += share * (normalizer - logit[labels[study]]);
        for (int c = 0; c < 2; c++) {
          double slope = share * (Math.exp(logit[c] - normalizer) - (c == labels[study] ? 1 : 0));
          for (int f = 0; f < FEATURES; f++) {
            gradient[c * FEATURES + f] += slope * features[study * FEATURES + f];
          }
          gradient[2 * FEATURES + c] += slope;
        }
      }
      return loss;
    }
  }

  @ParameterizedTest
  @CsvSource({"1, none", "4, none", "5, balanced", "16, none"})
  void aBatchInPartsIsTheWholeBatch(int accumulation, String classWeights) {
    List<TrainingExample> examples = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String caption =
          (i % 3 == 0 ? "the heart is normal " : "there is an opacity ") + "x ".repeat(i);
      examples.add(new TrainingExample(new float[0], caption, i % 3 == 0 ? 0 : 1));
    }
    Vocabulary vocabulary =
        Vocabulary.of(examples.stream().map(TrainingExample::caption).toList(), 1, 100);
    Recipe whole =
        Recipe.of(2, 16, 1e-3, 2, 0.5, 5)
            .withClassWeights(ClassWeights.parse(classWeights))
            .withClipNorm(1);
    List<float[]> encoders = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (Recipe recipe : List.of(whole, whole.withBatch(16, accumulation))) {
      VictimTraining training =
          new VictimTraining(manager, "text", examples, epoch -> losses.add(epoch.loss()));
      try (NetworkVictim text =
          training.text(
              BertEncoder.tiny(vocabulary.size()),
              new Tokenizer(vocabulary.tokenizerJson(), 64),
              recipe)) {
        encoders.add(
            text.weights().get("text.encoder.layer.0.intermediate.dense.weight").toFloatArray());
      }
    }
    assertEquals(losses.get(1), losses.get(3), 1e-4);
    assertArrayEquals(encoders.get(0), encoders.get(1), accumulation == 1 ? 0f : 2e-4f);
  }

  @Test
  void aLossThatIsNoNumberNamesTheStep() {
    Recipe recipe = Recipe.of(3, 8, 1e-3, 2, 0.5, 3);
    try (Weights weights = Weights.initialize(manager, HEAD.parameters(), 3)) {
      int[] calls = {0};
      DivergedException error =
          assertThrows(
              DivergedException.class,
              () ->
                  new Trainer("head", recipe, TrainingCheckpoint.NONE, epoch -> {})
                      .train(
                          weights,
                          HEAD.parameters(),
                          labels,
                          (scope, rows) -> {
                            NDArray logits = HEAD.forward(weights, pick(scope, rows));
                            return ++calls[0] < 5 ? logits : logits.mul(scope.create(Float.NaN));
                          }));
      assertEquals(
          "head: the loss is NaN in step 5 (epoch 2, studies 9 to 16 of 24); the last good checkpoint:"
              + " none is kept; lower the learning rate, clip the gradient's norm or warm up",
          error.getMessage());
    }
  }

  @Test
  void aRateThatBlowsTheWeightsUpIsFoundBeforeTheyAreKept() {
    Recipe recipe = Recipe.of(1, STUDIES, 1e38, 2, 0.5, 3).withClipNorm(1);
    try (Weights weights = Weights.initialize(manager, HEAD.parameters(), 3)) {
      DivergedException error =
          assertThrows(
              DivergedException.class, () -> train(weights, recipe.withEpochs(6), epoch -> {}));
      assertTrue(error.getMessage().contains("last good checkpoint"), error.getMessage());
    }
  }

  @Test
  void theObserverHearsEveryStep() {
    List<String> heard = new ArrayList<>();
    try (Weights weights = Weights.initialize(manager, HEAD.parameters(), 3)) {
      train(
          weights,
          Recipe.of(2, 10, 1e-3, 2, 0.5, 3),
          new TrainingObserver() {
            @Override
            public void epoch(EpochSummary summary) {
              assertTrue(summary.seconds() > 0 && summary.examplesPerSecond() > 0);
              heard.add("epoch " + summary.epoch());
            }

            @Override
            public void step(int epoch, int studies, double loss) {
              assertTrue(loss > 0);
              heard.add(epoch + ": " + studies);
            }
          });
    }
    assertEquals(
        List.of("1: 10", "1: 20", "1: 24", "epoch 1", "2: 10", "2: 20", "2: 24", "epoch 2"), heard);
  }

  /** Single steps may teach a network to mask its gradients: it goes back to before it did. */
  @Test
  void aDefenceOfSingleStepsGoesBackToBeforeItWasSpoilt() {
    Recipe recipe = Recipe.of(6, 8, 1e-2, 2, 0.5, 3).withDefence(Defence.named("fast"));
    List<EpochSummary> curve = new ArrayList<>();
    try (Weights spoilt = Weights.initialize(manager, HEAD.parameters(), 3);
        Weights twoEpochs = Weights.initialize(manager, HEAD.parameters(), 3)) {
      train(spoilt, recipe, curve::add, List.of(0.8, 0.65, 0.55, 0.9));
      train(twoEpochs, recipe.withEpochs(2), epoch -> {}, List.of(0.8, 0.65));
      assertEquals(3, curve.size());
      assertEquals(new HeldOut(10, 0.9, 0.55), curve.get(2).heldOut());
      assertArrayEquals(
          twoEpochs.get("head.weight").toFloatArray(), spoilt.get("head.weight").toFloatArray());
    }
  }

  private void train(
      Weights weights, Recipe recipe, TrainingObserver observer, List<Double> robust) {
    Iterator<Double> examined = robust.iterator();
    new Trainer("head", recipe, TrainingCheckpoint.NONE, observer)
        .train(
            weights,
            HEAD.parameters(),
            labels,
            new Lesson() {
              @Override
              public Batch prepare(NDManager scope, int[] rows) {
                return () -> new Answer(HEAD.forward(weights, pick(scope, rows)), Optional.empty());
              }

              @Override
              public Optional<HeldOut> examine() {
                return Optional.of(new HeldOut(10, 0.9, examined.next()));
              }
            });
  }

  private void train(Weights weights, Recipe recipe, TrainingObserver observer) {
    new Trainer("head", recipe, TrainingCheckpoint.NONE, observer)
        .train(
            weights,
            HEAD.parameters(),
            labels,
            (scope, rows) -> HEAD.forward(weights, pick(scope, rows)));
  }

  private NDArray pick(NDManager scope, int[] rows) {
    float[] picked = new float[rows.length * FEATURES];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(features, rows[i] * FEATURES, picked, i * FEATURES, FEATURES);
    }
    return scope.create(picked, new Shape(rows.length, FEATURES));
  }

  private static float[] features() {
    SplittableRandom random = new SplittableRandom(7);
    float[] features = new float[STUDIES * FEATURES];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    return features;
  }

  private static int[] labels() {
    int[] labels = new int[STUDIES];
    for (int i = 0; i < STUDIES; i++) {
      labels[i] = i % 3 == 0 ? 1 : 0;
    }
    return labels;
  }
}
