package io.gauntlet.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.data.Margin;
import io.gauntlet.model.nn.Gradients;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The losses against formulas in doubles, and their gradients against differences. */
class LossTest {
  private static final int BATCH = 7;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void free() {
    manager.close();
  }

  private NDArray labels(int classes) {
    long[] labels = new long[BATCH];
    Arrays.setAll(labels, row -> row % classes);
    return manager.create(labels);
  }

  private static float[] random(int classes) {
    SplittableRandom random = new SplittableRandom(classes);
    float[] logits = new float[BATCH * classes];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextGaussian() * 3;
    }
    return logits;
  }

  private static double[] row(float[] logits, int row, int classes) {
    double[] own = new double[classes];
    Arrays.setAll(own, label -> logits[row * classes + label]);
    return own;
  }

  private static double crossEntropy(double[] logits, int label) {
    double sum = Arrays.stream(logits).map(Math::exp).sum();
    return Math.log(sum) - logits[label];
  }

  private static double lead(double[] logits, int label, int rank) {
    double[] others =
        IntStream.range(0, logits.length)
            .filter(other -> other != label)
            .mapToDouble(other -> logits[other])
            .sorted()
            .toArray();
    return others[others.length - 1 - rank] - logits[label];
  }

  private static double dlr(double[] logits, int label) {
    double[] sorted = logits.clone();
    Arrays.sort(sorted);
    return lead(logits, label, 0) / (sorted[sorted.length - 1] - sorted[sorted.length - 3] + 1e-12);
  }

  private void assertIs(Loss loss, int classes, ToDoubleBiFunction<double[], Integer> formula) {
    float[] logits = random(classes);
    NDArray leaf = manager.create(logits, new Shape(BATCH, classes));
    leaf.setRequiresGradient(true);
    NDArray value = Gradients.backward(() -> loss.of(leaf, labels(classes)));
    float[] values = value.toFloatArray();
    float[] gradient = leaf.getGradient().toFloatArray();
    for (int row = 0; row < BATCH; row++) {
      double[] own = row(logits, row, classes);
      int label = row % classes;
      assertEquals(formula.applyAsDouble(own, label), values[row], 1e-4);
      for (int moved = 0; moved < classes; moved++) {
        double step = 1e-5;
        double[] up = own.clone();
        up[moved] += step;
        double[] down = own.clone();
        down[moved] -= step;
        double slope =
            (formula.applyAsDouble(up, label) - formula.applyAsDouble(down, label)) / (2 * step);
        assertEquals(slope, gradient[row * classes + moved], 1e-3, loss + " of " + classes);
      }
    }
  }

  @Test
  void eachIsItsFormulaAndSoIsItsGradient() {
    for (int classes : List.of(2, 3, 5)) {
      assertIs(Loss.CROSS_ENTROPY, classes, LossTest::crossEntropy);
      assertIs(Loss.MARGIN, classes, (logits, label) -> lead(logits, label, 0));
    }
    for (int classes : List.of(3, 5)) {
      assertIs(Loss.DLR, classes, LossTest::dlr);
      assertIs(Loss.ofRival(1), classes, (logits, label) -> lead(logits, label, 1));
    }
    assertIs(Loss.ofRival(3), 5, (logits, label) -> lead(logits, label, 3));
  }

  @Test
  void theMarginIsTheOneOfDecisions() {
    float[] logits = random(4);
    float[] leads =
        Loss.MARGIN.of(manager.create(logits, new Shape(BATCH, 4)), labels(4)).toFloatArray();
    List<Logits> rows = Logits.rows(manager.create(logits, new Shape(BATCH, 4)));
    for (int row = 0; row < BATCH; row++) {
      assertEquals(-Margin.of(rows.get(row).toList(), row % 4), leads[row], 1e-6);
      assertEquals(leads[row], (float) -rows.get(row).margin(row % 4));
    }
  }

  @Test
  void aSaturatedCrossEntropyKeepsItsDirection() {
    NDArray leaf = manager.create(new float[] {40, 0, 1}, new Shape(1, 3));
    leaf.setRequiresGradient(true);
    Gradients.backward(() -> Loss.CROSS_ENTROPY.of(leaf, manager.create(new long[] {0})));
    float[] gradient = leaf.getGradient().toFloatArray();
    double together = Math.exp(-40) + Math.exp(-39);
    assertArrayEquals(
        new float[] {(float) -together, (float) Math.exp(-40), (float) Math.exp(-39)},
        gradient,
        1e-20f);
  }

  @Test
  void theRatioIsRefusedForTwoClasses() {
    NDArray logits = manager.create(new float[] {0, 1}, new Shape(1, 2));
    NDArray labels = manager.create(new long[] {0});
    assertEquals(
        "the loss dlr divides by the lead over the third class, and the victim has two; give the"
            + " loss margin",
        assertThrows(IllegalArgumentException.class, () -> Loss.DLR.of(logits, labels))
            .getMessage());
  }
}
