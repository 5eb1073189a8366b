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
   * The drop of a metric; empty where a class that it is of has no study or is not named, or the
   * leads that an area takes were not kept.
   *
   * @param metric one that may be primary
   */
  public static Optional<Drop> of(PairTally tally, ComparedMetric metric) {
    if (metric != ComparedMetric.ACCURACY && !tally.traits().isOfTwo()) {
      return Optional.empty();
    }
    boolean one = tally.referenceSeeds() == 1 && tally.candidateSeeds() == 1;
    return switch (metric) {
      case ACCURACY -> share(tally, Studies.ALL, one);
      case SENSITIVITY -> share(tally, Studies.ABNORMAL, one);
      case SPECIFICITY -> share(tally, Studies.NORMAL, one);
      case BALANCED_ACCURACY ->
          has(tally, Studies.ABNORMAL) && has(tally, Studies.NORMAL)
              ? Optional.of(one ? BalancedDrop.of(tally) : RecipeDrop.balanced(tally))
              : Optional.empty();
      case AUROC ->
          has(tally, Studies.ABNORMAL) && has(tally, Studies.NORMAL)
              ? tally
                  .areas()
                  .map(
                      curves ->
                          one
                              ? new AreaDrop(tally.studies(), curves)
                              : new RecipeAreaDrop(tally.studies(), curves))
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

  /** One-sided p of a figure that is no smaller; NaN where a side has several seeds. */
  public static double pOfNoWorse(PairTally tally, ToDoubleFunction<ConfusionMatrix> figure) {
    return tally.referenceSeeds() == 1 && tally.candidateSeeds() == 1
        ? swaps(tally).pOfNoWorse(figure)
        : Double.NaN;
  }

  /** The test of all swaps of the answers to the paired studies. */
  static SwapTest swaps(PairTally tally) {
    return new SwapTest(
        tally.counts(Studies.ABNORMAL),
        tally.counts(Studies.NORMAL),
        tally.bothRight(Studies.ABNORMAL),
        tally.bothRight(Studies.NORMAL));
  }
}
