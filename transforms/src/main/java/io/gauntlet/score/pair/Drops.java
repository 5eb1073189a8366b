package io.gauntlet.score.pair;

import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.SwapTest;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The drop of a metric that may be primary, and the tests of those that may not. */
public final class Drops {
  private Drops() {}

  /**
   * The drop of a metric; empty where a class that it is of has no study, or the area is to be that
   * of several seeds or was not kept.
   *
   * @param metric one that may be primary
   */
  public static Optional<Drop> of(PairTally tally, ComparedMetric metric) {
    boolean one = tally.referenceSeeds() == 1 && tally.candidateSeeds() == 1;
    return switch (metric) {
      case ACCURACY -> share(tally, Studies.ALL, one);
      case SENSITIVITY -> share(tally, Studies.ABNORMAL, one);
      case SPECIFICITY -> share(tally, Studies.NORMAL, one);
      case BALANCED_ACCURACY ->
          has(tally, Studies.ABNORMAL) && has(tally, Studies.NORMAL)
              ? Optional.of(one ? balanced(tally) : RecipeDrop.balanced(tally))
              : Optional.empty();
      case AUROC ->
          one && has(tally, Studies.ABNORMAL) && has(tally, Studies.NORMAL)
              ? tally.areas().map(AreaDrop::new)
              : Optional.empty();
      case F1, NORMAL_F1, MACRO_F1 ->
          throw new IllegalArgumentException(metric.key() + " has no bound");
    };
  }

  private static Optional<Drop> share(PairTally tally, Studies of, boolean oneSeed) {
    if (!has(tally, of)) {
      return Optional.empty();
    }
    return Optional.of(oneSeed ? SharesDrop.of(tally, of) : RecipeDrop.of(tally, of));
  }

  private static boolean has(PairTally tally, Studies of) {
    return !tally.paired(of).isEmpty();
  }

  private static Drop balanced(PairTally tally) {
    return new BalancedDrop(
        SharesDrop.of(tally, Studies.ABNORMAL), SharesDrop.of(tally, Studies.NORMAL), swaps(tally));
  }

  /** One-sided p of a figure that is no smaller; NaN where a side has several seeds. */
  public static double pOfNoWorse(PairTally tally, ToDoubleFunction<ConfusionMatrix> figure) {
    return tally.referenceSeeds() == 1 && tally.candidateSeeds() == 1
        ? swaps(tally).pOfNoWorse(figure)
        : Double.NaN;
  }

  private static SwapTest swaps(PairTally tally) {
    return new SwapTest(
        tally.counts(Studies.ABNORMAL),
        tally.counts(Studies.NORMAL),
        tally.bothRight(Studies.ABNORMAL),
        tally.bothRight(Studies.NORMAL));
  }
}
