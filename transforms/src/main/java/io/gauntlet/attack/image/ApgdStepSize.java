package io.gauntlet.attack.image;

import com.google.common.collect.ImmutableSet;

/**
 * The step size of one run of APGD (Croce and Hein 2020, section 3.2): halved at a checkpoint when
 * fewer than three in four steps since the last one raised the loss, or when neither the size nor
 * the best loss has changed since then.
 */
final class ApgdStepSize {
  private static final double RISING = 0.75;

  private final ImmutableSet<Integer> checkpoints;
  private double size;
  private float last = Float.NEGATIVE_INFINITY;
  private float best = Float.NEGATIVE_INFINITY;
  private int rises;
  private int checkpoint;
  private boolean halvedThere = true;
  private float bestThere = Float.NEGATIVE_INFINITY;

  ApgdStepSize(double size, int steps) {
    this.size = size;
    this.checkpoints = checkpoints(steps);
  }

  /** After which steps the run is judged: 22, 41, 57, 70, 80, 87, 93 and 99 of 100. */
  static ImmutableSet<Integer> checkpoints(int steps) {
    ImmutableSet.Builder<Integer> points = ImmutableSet.builder();
    // In hundredths, so that rounding up meets no rounding error.
    int before = 0;
    int share = 22;
    while (share <= 100) {
      points.add(Math.toIntExact((share * (long) steps + 99) / 100));
      int next = share + Math.max(share - before - 3, 6);
      before = share;
      share = next;
    }
    return points.build();
  }

  /** Sees the loss after one more step; whether it is the best so far. */
  boolean see(float loss) {
    if (loss > last) {
      rises++;
    }
    last = loss;
    if (!(loss > best)) {
      return false;
    }
    best = loss;
    return true;
  }

  /** Judges the run if there is a checkpoint after this many steps; whether the size is halved. */
  boolean halves(int steps) {
    if (steps == 0) {
      // The start is no rise.
      rises = 0;
      bestThere = best;
    }
    if (!checkpoints.contains(steps)) {
      return false;
    }
    boolean few = rises < RISING * (steps - checkpoint);
    boolean stuck = !halvedThere && best <= bestThere;
    halvedThere = few || stuck;
    bestThere = best;
    checkpoint = steps;
    rises = 0;
    if (halvedThere) {
      size /= 2;
    }
    return halvedThere;
  }

  double size() {
    return size;
  }
}
