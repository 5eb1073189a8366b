package io.gauntlet.attack.image;

import io.gauntlet.attack.image.kit.ImageValues;
import java.util.SplittableRandom;

/** The walk of one study along the boundary, one step of {@link HopSkipJump} after the other. */
final class BoundaryWalk {
  /** The row of the study in the batch. */
  final int row;

  /** How many queries the study may still spend. */
  int queriesLeft;

  /** Where the walk is: an image that fools the victim. */
  float[] point;

  /** How many probes around the point are still to be asked. */
  int probesLeft;

  /** The length of the next jump. */
  double jumpLength;

  private final float[] clean;
  private final SplittableRandom random;
  private double radius;
  private int learned;
  private int fooling;
  private double[] sum;
  private double[] foolingSum;
  private double[] direction;

  BoundaryWalk(int row, float[] clean, int queries, long seed) {
    this.row = row;
    this.clean = clean;
    this.queriesLeft = queries;
    this.random = new SplittableRandom(seed);
  }

  /**
   * The share of the way at which the bisection ends; it shrinks with the pixels (section III.C).
   */
  double tolerance() {
    return Math.pow(clean.length, -1.5);
  }

  /** The image at a share of the way from the clean image, 0, to the point, 1. */
  float[] between(double share) {
    float[] between = new float[clean.length];
    for (int i = 0; i < between.length; i++) {
      between[i] = (float) ((1 - share) * clean[i] + share * point[i]);
    }
    return between;
  }

  private double distance() {
    double squares = 0;
    for (int i = 0; i < clean.length; i++) {
      double change = point[i] - clean[i];
      squares += change * change;
    }
    return Math.sqrt(squares);
  }

  /**
   * Begins to estimate the direction of the boundary.
   *
   * @param iteration from 1
   * @param count probes to ask
   */
  void begin(int iteration, int count) {
    radius = iteration == 1 ? 0.1 : distance() / clean.length;
    probesLeft = count;
    learned = 0;
    fooling = 0;
    sum = new double[clean.length];
    foolingSum = new double[clean.length];
  }

  /** A random image at the radius around the point, clipped. */
  float[] probe() {
    double[] direction = new double[clean.length];
    double squares = 0;
    for (int i = 0; i < direction.length; i++) {
      direction[i] = random.nextGaussian();
      squares += direction[i] * direction[i];
    }
    double scale = radius / Math.sqrt(squares);
    float[] probe = new float[clean.length];
    for (int i = 0; i < probe.length; i++) {
      probe[i] = ImageValues.clip(point[i] + direction[i] * scale);
    }
    return probe;
  }

  /** Adds the decision about a probe to the estimate. */
  void learn(float[] probe, boolean fools) {
    learned++;
    fooling += fools ? 1 : 0;
    for (int i = 0; i < probe.length; i++) {
      double way = (probe[i] - point[i]) / radius;
      sum[i] += way;
      foolingSum[i] += fools ? way : 0;
    }
  }

  /**
   * Sets the direction in which the victim errs, by equation 16: the sum of the probes, each
   * weighed with its decision, 1 or -1, less the mean of the decisions.
   */
  void aim(int iteration) {
    double mean = learned == fooling || fooling == 0 ? 0 : 2.0 * fooling / learned - 1;
    direction = new double[clean.length];
    double squares = 0;
    for (int i = 0; i < direction.length; i++) {
      direction[i] = 2 * foolingSum[i] - (1 + mean) * sum[i];
      squares += direction[i] * direction[i];
    }
    double norm = Math.sqrt(squares);
    for (int i = 0; i < direction.length; i++) {
      direction[i] = norm > 0 ? direction[i] / norm : 0;
    }
    jumpLength = distance() / Math.sqrt(iteration);
  }

  /** The image at the end of the next jump, clipped. */
  float[] ahead() {
    float[] ahead = new float[clean.length];
    for (int i = 0; i < ahead.length; i++) {
      ahead[i] = ImageValues.clip(point[i] + direction[i] * jumpLength);
    }
    return ahead;
  }
}
