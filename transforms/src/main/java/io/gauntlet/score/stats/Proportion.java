package io.gauntlet.score.stats;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import java.util.List;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/**
 * Shares of a whole with their 95 % intervals: Wilson's of 1927, and the exact ones of Clopper and
 * Pearson 1934 where fewer than three errors, or three hits, were seen.
 */
public final class Proportion {
  /** Probability that a 95 % interval does not hold the true share. */
  public static final double ERROR = 0.05;

  private static final int FEW = 3;

  private Proportion() {}

  /**
   * The share of a whole; unknown where the whole is empty.
   *
   * @param part in {@code [0, whole]}
   * @param whole at least 0
   */
  public static Estimate of(long part, long whole) {
    return of(part, whole, ERROR);
  }

  /**
   * The same with another interval.
   *
   * @param error probability that it does not hold the true share, in (0, 1)
   */
  public static Estimate of(long part, long whole, double error) {
    if (whole == 0) {
      return Estimate.UNKNOWN;
    }
    BinomialConfidenceInterval method =
        Math.min(part, whole - part) < FEW
            ? BinomialConfidenceInterval.CLOPPER_PEARSON
            : BinomialConfidenceInterval.WILSON_SCORE;
    Interval interval =
        method.fromErrorRate(Ints.checkedCast(whole), Ints.checkedCast(part), error);
    return new Estimate((double) part / whole, interval.getLowerBound(), interval.getUpperBound());
  }

  /**
   * F1 of the abnormal class without a bootstrap: F1 is {@code 2 J / (1 + J)}, rising, for the
   * proportion {@code J = TP / (TP + FP + FN)}, so that the ends of the interval of J go through
   * the same formula. Unknown where no study is abnormal.
   */
  public static Estimate f1(ConfusionMatrix confusion) {
    return f1(
        confusion.abnormal(),
        confusion.truePositives(),
        confusion.falsePositives() + confusion.falseNegatives());
  }

  private static Estimate f1(long studies, long right, long wrong) {
    if (studies == 0) {
      return Estimate.UNKNOWN;
    }
    Estimate jaccard = of(right, right + wrong);
    return new Estimate(f1(jaccard.value()), f1(jaccard.low()), f1(jaccard.high()));
  }

  private static double f1(double jaccard) {
    return 2 * jaccard / (1 + jaccard);
  }

  /** All metrics that counts alone give; unknown where they cannot be had. */
  public static ImmutableMap<Metric, Estimate> metrics(
      ConfusionMatrix confusion, long firstRight, long broken) {
    long right = confusion.truePositives() + confusion.trueNegatives();
    Estimate sensitivity = of(confusion.truePositives(), confusion.abnormal());
    Estimate specificity = of(confusion.trueNegatives(), confusion.normal());
    Estimate f1 = f1(confusion);
    Estimate normalF1 = f1(confusion.normal(), confusion.trueNegatives(), confusion.n() - right);
    return ImmutableMap.<Metric, Estimate>builder()
        .put(Metric.ACCURACY, of(right, confusion.n()))
        .put(
            Metric.PRECISION,
            confusion.abnormal() == 0
                ? Estimate.UNKNOWN
                : of(confusion.truePositives(), confusion.alarms()))
        .put(Metric.RECALL, sensitivity)
        .put(Metric.SPECIFICITY, specificity)
        .put(Metric.BALANCED_ACCURACY, Mover.mean(sensitivity, specificity))
        .put(Metric.F1, f1)
        .put(Metric.NORMAL_F1, normalF1)
        .put(Metric.MACRO_F1, meanOfKnown(List.of(f1, normalF1)))
        .put(Metric.ATTACK_SUCCESS_RATE, of(broken, firstRight))
        .buildOrThrow();
  }

  private static Estimate meanOfKnown(List<Estimate> estimates) {
    return Estimate.mean(estimates.stream().filter(Estimate::isKnown).toList());
  }
}
