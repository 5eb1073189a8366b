package io.gauntlet.score.stats;

import java.io.Serializable;

/**
 * Right and wrong decisions of a classifier, with ABNORMAL as the positive class.
 *
 * <p>All metrics are fractions in {@code [0, 1]}; one whose denominator is zero is {@code 0.0}, as
 * scikit-learn's {@code zero_division=0} has it.
 *
 * @param truePositives abnormal studies called abnormal, at least 0
 * @param falsePositives normal studies called abnormal, at least 0
 * @param trueNegatives normal studies called normal, at least 0
 * @param falseNegatives abnormal studies called normal, at least 0
 */
public record ConfusionMatrix(
    long truePositives, long falsePositives, long trueNegatives, long falseNegatives)
    implements Serializable {
  /** No decisions yet. */
  public static final ConfusionMatrix EMPTY = new ConfusionMatrix(0, 0, 0, 0);

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException when one is negative
   */
  public ConfusionMatrix {
    if (truePositives < 0 || falsePositives < 0 || trueNegatives < 0 || falseNegatives < 0) {
      throw new IllegalArgumentException(
          "negative count among true/false positives %d/%d and true/false negatives %d/%d"
              .formatted(truePositives, falsePositives, trueNegatives, falseNegatives));
    }
  }

  /** With one more decision. */
  public ConfusionMatrix observe(boolean abnormal, boolean predictedAbnormal) {
    return new ConfusionMatrix(
        truePositives + (abnormal && predictedAbnormal ? 1 : 0),
        falsePositives + (!abnormal && predictedAbnormal ? 1 : 0),
        trueNegatives + (!abnormal && !predictedAbnormal ? 1 : 0),
        falseNegatives + (abnormal && !predictedAbnormal ? 1 : 0));
  }

  /** The decisions of both. */
  public ConfusionMatrix plus(ConfusionMatrix other) {
    return new ConfusionMatrix(
        truePositives + other.truePositives,
        falsePositives + other.falsePositives,
        trueNegatives + other.trueNegatives,
        falseNegatives + other.falseNegatives);
  }

  /** Number of decisions. */
  public long n() {
    return truePositives + falsePositives + trueNegatives + falseNegatives;
  }

  /** Share of decisions that are right. */
  public double accuracy() {
    return ratio(truePositives + trueNegatives, n());
  }

  /** Share of the studies called abnormal that are. */
  public double precision() {
    return ratio(truePositives, truePositives + falsePositives);
  }

  /** Share of the abnormal studies that are called so. */
  public double recall() {
    return ratio(truePositives, truePositives + falseNegatives);
  }

  /** F1 of the abnormal class, the figure in the paper's Tables 1 to 3. */
  public double f1() {
    return f1(truePositives);
  }

  /** F1 of the normal class. */
  public double normalF1() {
    return f1(trueNegatives);
  }

  /** Unweighted mean of the F1 of both classes. */
  public double macroF1() {
    return (f1() + normalF1()) / 2;
  }

  private double f1(long right) {
    return ratio(2 * right, 2 * right + falsePositives + falseNegatives);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0.0 : (double) part / whole;
  }
}
