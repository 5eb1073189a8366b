package io.gauntlet.attack.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.image.kit.Norm;
import io.gauntlet.attack.image.kit.Until;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a linear victim every answer is known. */
class ImageAttackTest {
  private static final int BATCH = 6;
  private static final int SIDE = 5;
  private static final int VALUES = 2 * SIDE * SIDE;
  private static final float BIAS = 0.1f;

  private NDManager manager;
  private float[] pixels;
  private float[] weights;
  private long[] labels;
  private long[] seeds;

  @BeforeEach
  void makeBatch() {
    manager = NDManager.newBaseManager();
    SplittableRandom random = new SplittableRandom(7);
    pixels = new float[BATCH * VALUES];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(5) == 0 ? random.nextInt(2) : (float) random.nextDouble();
    }
    weights = new float[VALUES];
    for (int i = 0; i < VALUES; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    labels = new long[] {0, 1, 0, 1, 1, 0};
    seeds = new long[] {11, 12, 13, 14, 15, 16};
  }

  @AfterEach
  void free() {
    manager.close();
  }

  private static Ball linf(double epsilon) {
    return new Ball(Norm.LINF, epsilon);
  }

  private static ImageAttack pgd(Ball ball, int steps) {
    return new Pgd(ball, steps, 2.5, 1, Until.END);
  }

  private static List<ImageAttack> climbers(double epsilon) {
    Ball ball = linf(epsilon);
    return List.of(
        Bim.fgsm(ball),
        new Bim(ball, 10, 1.25),
        pgd(ball, 10),
        new Pgd(ball, 5, 2.5, 3, Until.END),
        new MomentumIterative(ball, 10, 1),
        new Apgd(ball, Loss.MARGIN, 50, 2, Until.END),
        new Apgd(ball, Loss.CROSS_ENTROPY, 50, 1, Until.END));
  }

  @Test
  void everyClimberReachesTheOptimumTheBoxIncluded() {
    for (double epsilon : List.of(0.0, 0.03, 8 / 255.0, 0.2, 1.0)) {
      for (ImageAttack attack : climbers(epsilon)) {
        assertArrayEquals(optimum(epsilon), run(attack), 1e-6f, attack.toString());
      }
    }
  }

  @Test
  void theWholeCurveOfAccuracyIsExact() {
    for (double epsilon : List.of(0.0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.4)) {
      boolean[] expected = fooled(optimum(epsilon));
      for (ImageAttack attack : climbers(epsilon)) {
        assertArrayEquals(expected, fooled(run(attack)), attack.toString());
      }
      assertArrayEquals(expected, fooled(run(new Pgd(linf(epsilon), 10, 2.5, 2, Until.FOOLED))));
      assertArrayEquals(
          expected, fooled(run(new Apgd(linf(epsilon), Loss.MARGIN, 50, 2, Until.FOOLED))));
    }
  }

  @Test
  void inTheEuclideanNormTheOptimumFollowsTheWeights() {
    farFromTheEnds();
    double length = 0;
    for (float weight : weights) {
      length = Math.hypot(length, weight);
    }
    double epsilon = 0.2;
    float[] best = new float[pixels.length];
    for (int i = 0; i < best.length; i++) {
      best[i] = pixels[i] + (float) (epsilon * weights[i % VALUES] / length * wrong(i / VALUES));
    }
    Ball ball = new Ball(Norm.L2, epsilon);
    assertArrayEquals(best, run(new Pgd(ball, 100, 20, 1, Until.END)), 1e-4f);
    assertArrayEquals(best, run(new Apgd(ball, Loss.MARGIN, 100, 1, Until.END)), 1e-4f);
    assertArrayEquals(best, run(Bim.fgsm(ball)), 1e-6f);
  }

  @Test
  void theNearestBoundaryIsAsFarAsTheMarginOverTheWeights() {
    farFromTheEnds();
    Distance l2 = new Distance(Norm.L2, Double.POSITIVE_INFINITY);
    Distance linf = new Distance(Norm.LINF, Double.POSITIVE_INFINITY);
    float[] deepFool = run(new DeepFool(l2, 50, 0.02));
    float[] carlini = run(new CarliniWagner(l2, 9, 300, 0.01, 0.001, 0));
    float[] fab = run(Fab.standard(linf));
    float[] walk = run(new HopSkipJump(l2, 4000, 100));
    float[] fmnByPixel = run(new Fmn(linf, Fmn.STEPS, Fmn.STEP_SIZE, Fmn.GAMMA));
    float[] fmnByLength = run(new Fmn(l2, Fmn.STEPS, Fmn.STEP_SIZE, Fmn.GAMMA));
    for (int row = 0; row < BATCH; row++) {
      double margin = Math.max(0, -lead(pixels, row));
      double nearest = margin / dual(2);
      assertEquals(1.02 * nearest, distance(deepFool, row, 2), 2e-4);
      assertEquals(nearest, distance(carlini, row, 2), 0.02 * nearest);
      assertEquals(nearest, distance(walk, row, 2), 0.1 * nearest);
      assertEquals(margin / dual(1), distance(fab, row, 0), 0.01 * margin / dual(1));
      assertEquals(margin / dual(1), distance(fmnByPixel, row, 0), 0.02 * margin / dual(1));
      assertEquals(nearest, distance(fmnByLength, row, 2), 0.02 * nearest);
      for (float[] attacked : List.of(deepFool, carlini, fab, walk, fmnByPixel, fmnByLength)) {
        assertTrue(lead(attacked, row) > 0, "it does not fool");
      }
    }
  }

  @Test
  void confidenceIsTheLeadThatIsLookedFor() {
    farFromTheEnds();
    Distance l2 = new Distance(Norm.L2, Double.POSITIVE_INFINITY);
    for (double confidence : List.of(0.2, 0.5)) {
      float[] attacked = run(new CarliniWagner(l2, 9, 300, 0.01, 0.001, confidence));
      for (int row = 0; row < BATCH; row++) {
        double nearest = Math.max(0, confidence - lead(pixels, row)) / dual(2);
        assertEquals(nearest, distance(attacked, row, 2), 0.02 * nearest);
        assertTrue(lead(attacked, row) >= confidence, "by " + lead(attacked, row));
      }
    }
  }

  @Test
  void whatIsBeyondTheBoundStaysClean() {
    farFromTheEnds();
    for (double bound : List.of(0.02, 0.1, 0.3, 0.6)) {
      Distance l2 = new Distance(Norm.L2, bound);
      float[] deepFool = run(new DeepFool(l2, 50, 0.02));
      for (int row = 0; row < BATCH; row++) {
        double nearest = Math.max(0, -lead(pixels, row)) / dual(2);
        assertEquals(
            1.02 * nearest <= bound ? 1.02 * nearest : 0, distance(deepFool, row, 2), 2e-4);
      }
    }
  }

  @Test
  void squareReachesALargeShareOfTheOptimum() {
    double epsilon = 0.1;
    labelAsSeen();
    float[] attacked = run(new Square(linf(epsilon), 1000, 0.8));
    for (int row = 0; row < BATCH; row++) {
      double clean = lead(pixels, row);
      double best = lead(optimum(epsilon), row);
      double found = lead(attacked, row);
      assertTrue(found > 0 || found - clean >= 0.9 * (best - clean), found + " of " + best);
    }
  }

  @Test
  void aSaturatedModelShowsItsDirectionUntilCrossEntropyUnderflows() {
    labelAsSeen();
    for (int i = 0; i < VALUES; i++) {
      weights[i] *= 5;
    }
    assertArrayEquals(optimum(0.1), run(Bim.fgsm(linf(0.1))), 1e-6f);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertEquals(
        "epsilon is 1.5; give a value in [0, 1], pixels being in [0, 1]",
        assertThrows(IllegalArgumentException.class, () -> linf(1.5)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> linf(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Ball(Norm.L2, -1));
    assertThrows(IllegalArgumentException.class, () -> new Distance(Norm.L2, 0));
    assertEquals(
        "steps is 0; give at least 1",
        assertThrows(IllegalArgumentException.class, () -> pgd(linf(0.1), 0)).getMessage());
  }

  private void farFromTheEnds() {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 0.35f + 0.3f * pixels[i];
    }
  }

  /** Every study has the class that the victim sees. */
  private void labelAsSeen() {
    for (int row = 0; row < BATCH; row++) {
      if (lead(pixels, row) > 0) {
        labels[row] = 1 - labels[row];
      }
    }
  }

  private double wrong(int row) {
    return labels[row] == 1 ? -1 : 1;
  }

  private double lead(float[] batch, int row) {
    double score = BIAS;
    for (int i = 0; i < VALUES; i++) {
      score += (double) weights[i] * batch[row * VALUES + i];
    }
    return score * wrong(row);
  }

  private boolean[] fooled(float[] batch) {
    boolean[] fooled = new boolean[BATCH];
    for (int row = 0; row < BATCH; row++) {
      fooled[row] = lead(batch, row) > 0;
    }
    return fooled;
  }

  /** The norm of the weights that belongs to distances in another one. */
  private double dual(int power) {
    double sum = 0;
    for (float weight : weights) {
      sum += Math.pow(Math.abs(weight), power);
    }
    return Math.pow(sum, 1.0 / power);
  }

  private double distance(float[] batch, int row, int power) {
    double distance = 0;
    for (int i = row * VALUES; i < (row + 1) * VALUES; i++) {
      double change = Math.abs(batch[i] - pixels[i]);
      distance = power == 0 ? Math.max(distance, change) : Math.hypot(distance, change);
    }
    return distance;
  }

  private float[] run(ImageAttack attack) {
    NDArray batch = manager.create(pixels, new Shape(BATCH, 2, SIDE, SIDE));
    ImageClassifier victim = new LinearVictim(manager.create(weights, new Shape(VALUES, 1)), BIAS);
    return attack
        .attack(victim, ImageBatch.of(batch, manager.create(labels), seeds))
        .toFloatArray();
  }

  private float[] optimum(double epsilon) {
    float[] best = new float[pixels.length];
    for (int i = 0; i < best.length; i++) {
      double step = epsilon * Math.signum(weights[i % VALUES]) * wrong(i / VALUES);
      best[i] = Math.min(1, Math.max(0, pixels[i] + (float) step));
    }
    return best;
  }
}
