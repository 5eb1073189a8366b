package io.gauntlet.score.stats;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import java.util.List;
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
  public static ImmutableMap<Metric, Estimate> metrics(
      ConfusionMatrix confusion, long firstRight, long broken) {
    long right = confusion.truePositives() + confusion.trueNegatives();
    long alarms = confusion.truePositives() + confusion.falsePositives();
    long abnormal = confusion.truePositives() + confusion.falseNegatives();
    Estimate f1 = f1(confusion);
    Estimate normalF1 = f1(confusion.trueNegatives(), confusion.n() - right);
    return ImmutableMap.<Metric, Estimate>builder()
        .put(Metric.ACCURACY, orZero(of(right, confusion.n())))
        .put(Metric.PRECISION, orZero(of(confusion.truePositives(), alarms)))
        .put(Metric.RECALL, orZero(of(confusion.truePositives(), abnormal)))
        .put(Metric.F1, f1)
        .put(Metric.NORMAL_F1, normalF1)
        .put(Metric.MACRO_F1, Estimate.mean(List.of(f1, normalF1)))
        .put(Metric.ATTACK_SUCCESS_RATE, of(broken, firstRight))
        .buildOrThrow();
  }

  /** As scikit-learn's {@code zero_division=0} has it. */
  private static Estimate orZero(Estimate estimate) {
    return Double.isNaN(estimate.value()) ? Estimate.of(0) : estimate;
  }
}
