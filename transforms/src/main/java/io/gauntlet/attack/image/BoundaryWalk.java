package io.gauntlet.attack.image;

import java.util.SplittableRandom;

/** The way of one study along the boundary, as {@link HopSkipJump} leads it. */
final class BoundaryWalk {
  /** The study in the batch. */
  final int row;

  /** Queries left to it. */
  int left;

  /** Where it is. */
  float[] point;

  /** Probes still to be asked at this point. */
  int probesLeft;

  /** Of the next jump. */
  double length;

  private final float[] clean;
  private final SplittableRandom random;
  private double radius;
  private int learned;
  private int fooling;
  private double[] sum;
  private double[] foolingSum;
  private double[] direction;

  BoundaryWalk(int row, float[] clean, int left, long seed) {
    this.row = row;
    this.clean = clean;
    this.left = left;
    this.random = new SplittableRandom(seed);
  }

  /** The bisection ends at a share of the way that shrinks with the pixels (section III.C). */
  double tolerance() {
    return Math.pow(clean.length, -1.5);
  }

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

  void begin(int iteration, int count) {
    radius = iteration == 1 ? 0.1 : distance() / clean.length;
    probesLeft = count;
    learned = 0;
    fooling = 0;
    sum = new double[clean.length];
    foolingSum = new double[clean.length];
  }

  /** A point at the radius, clipped. */
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
      probe[i] = (float) Math.min(1, Math.max(0, point[i] + direction[i] * scale));
    }
    return probe;
  }

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
   * The direction in which the victim errs, by equation 16: the decisions, 1 or -1, less their
   * mean, weigh the probes.
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
    length = distance() / Math.sqrt(iteration);
  }

  float[] ahead() {
    float[] ahead = new float[clean.length];
    for (int i = 0; i < ahead.length; i++) {
      ahead[i] = (float) Math.min(1, Math.max(0, point[i] + direction[i] * length));
    }
    return ahead;
  }
}
