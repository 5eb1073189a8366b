package io.gauntlet.score.pair;

import io.gauntlet.score.stats.Estimate;

/** How much less a candidate has of a figure than a reference, on the same studies. */
public interface Drop {
  /** Studies of the class that the figure is of, never times the replicas. */
  long studies();

  /** The reference's figure. */
  double reference();

  /** The candidate's figure. */
  double candidate();

  /** Reference less candidate, with its two-sided 95 % interval. */
  Estimate interval();

  /**
   * The largest drop that the studies do not speak against.
   *
   * @param alpha one-sided: a true drop above it has at most this probability
   */
  double upperBound(double alpha);

  /** One-sided p of a candidate that is no worse. */
  double pOfNoWorse();

  /** One-sided p of a candidate that is no better. */
  double pOfNoBetter();

  /** Two-sided p of two that are equal: twice the smaller of those of either side. */
  default double pOfEqual() {
    return Math.min(1, 2 * Math.min(pOfNoWorse(), pOfNoBetter()));
  }

  /**
   * Standard deviation of the reference's figure between its seeds: what retraining alone moves it
   * by; NaN where it has one.
   */
  default double referenceSpread() {
    return Double.NaN;
  }

  /** Share of the studies whose answer changed; NaN where a study has more than two answers. */
  double discordance();
}
