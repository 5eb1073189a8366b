package io.gauntlet.score.stats;

import java.io.Serializable;
import java.util.stream.DoubleStream;

/**
 * Right and wrong decisions of a classifier, with ABNORMAL as the positive class.
 *
 * <p>All metrics are fractions in {@code [0, 1]}, and NaN where they cannot be had: a share of
 * nothing, and every figure of a class that no study is of.
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

  /** Share of the studies that are abnormal. */
  public double prevalence() {
    return ratio(abnormal(), n());
  }

  /** Accuracy of the better of the two answers that never change. */
  public double constantAccuracy() {
    return ratio(Math.max(abnormal(), normal()), n());
  }

  /** F1 of the answer that is always ABNORMAL; NaN where no study is abnormal. */
  public double constantF1() {
    return abnormal() == 0 ? Double.NaN : ratio(2 * abnormal(), n() + abnormal());
  }

  /** Studies that are abnormal. */
  public long abnormal() {
    return truePositives + falseNegatives;
  }

  /** Studies that are normal. */
  public long normal() {
    return trueNegatives + falsePositives;
  }

  /** Studies called abnormal. */
  public long alarms() {
    return truePositives + falsePositives;
  }

  /** Share of the studies called abnormal that are. */
  public double precision() {
    return abnormal() == 0 ? Double.NaN : ratio(truePositives, alarms());
  }

  /** Share of the abnormal studies that are called so. */
  public double recall() {
    return ratio(truePositives, abnormal());
  }

  /** F1 of the abnormal class, the figure in the paper's Tables 1 to 3. */
  public double f1() {
    return abnormal() == 0 ? Double.NaN : f1(truePositives);
  }

  /** F1 of the normal class. */
  public double normalF1() {
    return normal() == 0 ? Double.NaN : f1(trueNegatives);
  }

  /** Unweighted mean of the F1 of the classes that there are. */
  public double macroF1() {
    return DoubleStream.of(f1(), normalF1())
        .filter(f1 -> !Double.isNaN(f1))
        .average()
        .orElse(Double.NaN);
  }

  private double f1(long right) {
    return ratio(2 * right, 2 * right + falsePositives + falseNegatives);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
