package io.gauntlet.score.stats;

/**
 * Intervals of what is computed of independent estimates, recovered from the variance that their
 * own intervals imply at each end: Newcombe, "Improved confidence intervals for the difference
 * between binomial proportions based on paired data", Statistics in Medicine 17 (1998), 2635 to
 * 2650, and "Interval estimation for the difference between independent proportions", 873 to 890.
 */
public final class Mover {
  private Mover() {}

  /** The mean of two independent estimates; unknown where one of them is. */
  public static Estimate mean(Estimate one, Estimate other) {
    double mean = (one.value() + other.value()) / 2;
    return new Estimate(
        mean,
        mean - Math.hypot(one.value() - one.low(), other.value() - other.low()) / 2,
        mean + Math.hypot(one.high() - one.value(), other.high() - other.value()) / 2);
  }
}
