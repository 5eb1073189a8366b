package io.gauntlet.score.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/** The exact test of McNemar 1947 for two classifiers on the same studies. */
public final class McNemar {
  private McNemar() {}

  /**
   * One-sided p of a candidate that is no worse: of the studies that changed, the probability that
   * so many or more got worse if each was as likely to get better. 1 where none changed.
   *
   * @param worse at least 0
   * @param better at least 0
   */
  public static double pOfNoWorse(long worse, long better) {
    return worse == 0
        ? 1
        : BinomialDistribution.of(Math.toIntExact(worse + better), 0.5)
            .survivalProbability(Math.toIntExact(worse - 1));
  }
}
