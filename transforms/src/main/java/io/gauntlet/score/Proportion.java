package io.gauntlet.score;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/** Shares of a whole with their 95 % intervals of Wilson 1927. */
public final class Proportion {
  private static final double ALPHA = 0.05;

  private Proportion() {}

  /**
   * The share of a whole; unknown where the whole is empty.
   *
   * @param part in {@code [0, whole]}
   * @param whole at least 0
   */
  public static Estimate of(long part, long whole) {
    if (whole == 0) {
      return Estimate.UNKNOWN;
    }
    Interval interval =
        BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
            Ints.checkedCast(whole), Ints.checkedCast(part), ALPHA);
    return new Estimate((double) part / whole, interval.getLowerBound(), interval.getUpperBound());
  }

  /**
   * F1 of the abnormal class without a bootstrap: F1 is {@code 2 J / (1 + J)}, rising, for the
   * proportion {@code J = TP / (TP + FP + FN)}, so that the ends of Wilson's interval of J go
   * through the same formula. 0 without an interval where there is no abnormal study and no alarm.
   */
  public static Estimate f1(ConfusionMatrix confusion) {
    return f1(confusion.truePositives(), confusion.falsePositives() + confusion.falseNegatives());
  }

  private static Estimate f1(long right, long wrong) {
    Estimate jaccard = of(right, right + wrong);
    return right + wrong == 0
        ? Estimate.of(0)
        : new Estimate(f1(jaccard.value()), f1(jaccard.low()), f1(jaccard.high()));
  }

  private static double f1(double jaccard) {
    return 2 * jaccard / (1 + jaccard);
  }

  /** All metrics that counts alone give. */
  static ImmutableMap<Metric, Estimate> metrics(
      ConfusionMatrix confusion, long firstRight, long broken) {
    long truePositives = confusion.truePositives();
    return ImmutableMap.<Metric, Estimate>builder()
        .put(Metric.ACCURACY, orZero(of(truePositives + confusion.trueNegatives(), confusion.n())))
        .put(
            Metric.PRECISION, orZero(of(truePositives, truePositives + confusion.falsePositives())))
        .put(Metric.RECALL, orZero(of(truePositives, truePositives + confusion.falseNegatives())))
        .put(Metric.F1, f1(confusion))
        .put(
            Metric.NORMAL_F1,
            f1(confusion.trueNegatives(), confusion.falsePositives() + confusion.falseNegatives()))
        .put(Metric.MACRO_F1, Estimate.of(confusion.macroF1()))
        .put(Metric.ATTACK_SUCCESS_RATE, of(broken, firstRight))
        .buildOrThrow();
  }

  /** As scikit-learn's {@code zero_division=0} has it. */
  private static Estimate orZero(Estimate estimate) {
    return Double.isNaN(estimate.value()) ? Estimate.of(0) : estimate;
  }
}
