package io.gauntlet.attack.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
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

/** A linear victim of four classes, on which the optimum against each other class is known. */
class ManyClassesTest {
  private static final int CLASSES = 4;
  private static final int BATCH = 8;
  private static final int SIDE = 4;
  private static final int VALUES = 2 * SIDE * SIDE;

  private NDManager manager;
  private float[][] weights;
  private float[] pixels;
  private long[] labels;

  /** {@code logits = x W}, {@code W [values, classes]}. */
  private record Linear(NDArray weights) implements DifferentiatedVictim {
    @Override
    public NDArray logits(NDArray images) {
      return images.reshape(new Shape(images.getShape().get(0), -1)).matMul(weights);
    }
  }

  @BeforeEach
  void makeBatch() {
    manager = NDManager.newBaseManager();
    SplittableRandom random = new SplittableRandom(5);
    weights = new float[CLASSES][VALUES];
    for (float[] own : weights) {
      for (int i = 0; i < VALUES; i++) {
        own[i] = (float) random.nextGaussian();
      }
    }
    // Far from the ends of the range, so that no pixel is clipped.
    pixels = new float[BATCH * VALUES];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 0.4f + 0.2f * (float) random.nextDouble();
    }
    labels = new long[BATCH];
    for (int row = 0; row < BATCH; row++) {
      for (int label = 1; label < CLASSES; label++) {
        labels[row] = logit(row, label) > logit(row, (int) labels[row]) ? label : labels[row];
      }
    }
  }

  @AfterEach
  void free() {
    manager.close();
  }

  private double logit(int row, int label) {
    double logit = 0;
    for (int i = 0; i < VALUES; i++) {
      logit += (double) weights[label][i] * pixels[row * VALUES + i];
    }
    return logit;
  }

  private double slope(int row, int other, int value) {
    return (double) weights[other][value] - weights[(int) labels[row]][value];
  }

  /** The lead of a wrong class over the true one, on the clean image. */
  private double lead(int row, int other) {
    return logit(row, other) - logit(row, (int) labels[row]);
  }

  /** The norm that is dual to that of the change: 1 for the maximum norm, 2 for the Euclidean. */
  private double dual(int row, int other, int norm) {
    double sum = 0;
    for (int i = 0; i < VALUES; i++) {
      sum += Math.pow(Math.abs(slope(row, other, i)), norm);
    }
    return Math.pow(sum, 1.0 / norm);
  }

  /** The largest margin in the ball of the maximum norm, over all wrong classes. */
  private double optimum(int row, double epsilon) {
    double best = Double.NEGATIVE_INFINITY;
    for (int other = 0; other < CLASSES; other++) {
      if (other != labels[row]) {
        best = Math.max(best, lead(row, other) + epsilon * dual(row, other, 1));
      }
    }
    return best;
  }

  /** The distance to the nearest boundary. */
  private double distance(int row, int dualNorm) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int other = 0; other < CLASSES; other++) {
      if (other != labels[row]) {
        nearest = Math.min(nearest, -lead(row, other) / dual(row, other, dualNorm));
      }
    }
    return nearest;
  }

  private NDArray run(ImageAttack attack) {
    float[] flat = new float[VALUES * CLASSES];
    for (int i = 0; i < VALUES; i++) {
      for (int label = 0; label < CLASSES; label++) {
        flat[i * CLASSES + label] = weights[label][i];
      }
    }
    Linear victim = new Linear(manager.create(flat, new Shape(VALUES, CLASSES)));
    long[] seeds = {1, 2, 3, 4, 5, 6, 7, 8};
    NDArray images = manager.create(pixels, new Shape(BATCH, 2, SIDE, SIDE));
    return attack.attack(victim, ImageBatch.of(images, manager.create(labels), seeds));
  }

  /** The margins of attacked images, in doubles. */
  private double[] margins(NDArray attacked) {
    float[] values = attacked.toFloatArray();
    double[] margins = new double[BATCH];
    for (int row = 0; row < BATCH; row++) {
      margins[row] = Double.NEGATIVE_INFINITY;
      for (int other = 0; other < CLASSES; other++) {
        if (other != labels[row]) {
          double lead = 0;
          for (int i = 0; i < VALUES; i++) {
            lead += slope(row, other, i) * values[row * VALUES + i];
          }
          margins[row] = Math.max(margins[row], lead);
        }
      }
    }
    return margins;
  }

  @Test
  void aSingleStepFollowsTheGradientOfTheCrossEntropy() {
    double epsilon = 0.05;
    float[] attacked = run(Bim.fgsm(new Ball(Norm.LINF, epsilon))).toFloatArray();
    for (int row = 0; row < BATCH; row++) {
      double sum = 0;
      for (int label = 0; label < CLASSES; label++) {
        sum += Math.exp(logit(row, label));
      }
      for (int i = 0; i < VALUES; i++) {
        double gradient = 0;
        for (int other = 0; other < CLASSES; other++) {
          gradient += Math.exp(logit(row, other)) / sum * slope(row, other, i);
        }
        double expected = pixels[row * VALUES + i] + epsilon * Math.signum(gradient);
        assertEquals(expected, attacked[row * VALUES + i], 1e-5);
      }
    }
  }

  @Test
  void withRestartsTheMarginReachesItsOptimumOverAllClasses() {
    for (double epsilon : List.of(0.02, 0.08)) {
      Ball ball = new Ball(Norm.LINF, epsilon);
      for (ImageAttack attack :
          List.of(
              new Apgd(ball, Loss.MARGIN, 50, 8, Until.END),
              new Apgd(ball, Loss.DLR, 50, 8, Until.END))) {
        double[] margins = margins(run(attack));
        for (int row = 0; row < BATCH; row++) {
          assertTrue(margins[row] <= optimum(row, epsilon) + 1e-4);
          // A restart that no rival leads at may stay with another: what counts is who is fooled.
          assertEquals(optimum(row, epsilon) > 0, margins[row] > 0, attack + " " + row);
        }
      }
    }
  }

  @Test
  void theNearestBoundaryIsFoundWhicheverClassItIsOf() {
    double[] unbounded = new double[BATCH];
    for (int row = 0; row < BATCH; row++) {
      unbounded[row] = distance(row, 2);
    }
    NDArray clean = manager.create(pixels, new Shape(BATCH, 2, SIDE, SIDE));
    Distance euclidean = new Distance(Norm.L2, Double.POSITIVE_INFINITY);
    assertNear(unbounded, Norm.L2.size(run(new DeepFool(euclidean, 50, 0.02)).sub(clean)), 1.03);
    assertNear(
        unbounded,
        Norm.L2.size(run(new CarliniWagner(euclidean, 6, 150, 0.01, 0.05, 0)).sub(clean)),
        1.03);
    double[] largest = new double[BATCH];
    for (int row = 0; row < BATCH; row++) {
      largest[row] = distance(row, 1);
    }
    Fab fab = Fab.standard(new Distance(Norm.LINF, Double.POSITIVE_INFINITY));
    assertNear(largest, Norm.LINF.size(run(fab).sub(clean)), 1.02);
  }

  private static void assertNear(double[] optimum, NDArray found, double factor) {
    float[] sizes = found.toFloatArray();
    for (int row = 0; row < BATCH; row++) {
      assertTrue(
          sizes[row] >= optimum[row] * 0.999 && sizes[row] <= optimum[row] * factor + 1e-4,
          "%s: %s, at best %s".formatted(row, sizes[row], optimum[row]));
    }
  }

  @Test
  void attacksThatSeeScoresOrDecisionsFoolItToo() {
    Distance euclidean = new Distance(Norm.L2, Double.POSITIVE_INFINITY);
    double[] byDecisions = margins(run(new HopSkipJump(euclidean, 1000, 20)));
    double[] byScores = margins(run(new Square(new Ball(Norm.LINF, 0.3), 200, Square.SHARE)));
    double[] bySuite = margins(run(Auto.of(new Ball(Norm.LINF, 0.1), 100)));
    int fooled = 0;
    for (int row = 0; row < BATCH; row++) {
      fooled += (byDecisions[row] > 0 ? 1 : 0) + (byScores[row] > 0 ? 1 : 0);
      assertTrue(byScores[row] <= optimum(row, 0.3) + 1e-4);
      assertEquals(optimum(row, 0.1) > 0, bySuite[row] > 0);
    }
    assertTrue(fooled > BATCH, "fooled " + fooled + " of " + 2 * BATCH);
  }

  @Test
  void labelsAreTheVictimsOwn() {
    double[] clean = margins(manager.create(pixels, new Shape(BATCH, 2, SIDE, SIDE)));
    double[] expected = new double[BATCH];
    for (int row = 0; row < BATCH; row++) {
      expected[row] = optimum(row, 0);
      assertTrue(clean[row] < 0);
    }
    assertArrayEquals(expected, clean, 1e-5);
  }
}
