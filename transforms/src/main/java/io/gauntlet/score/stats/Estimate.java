package io.gauntlet.score.stats;

import java.io.Serializable;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A figure with its 95 % interval.
 *
 * @param value the figure; NaN where there is none, such as a share of nothing
 * @param low lower end of the interval; NaN where there is no interval
 * @param high upper end of the interval; NaN where there is no interval
 */
public record Estimate(double value, double low, double high) implements Serializable {
  /** No figure. */
  public static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN, Double.NaN);

  /** A figure without an interval. */
  public static Estimate of(double value) {
    return new Estimate(value, Double.NaN, Double.NaN);
  }

  /** Whether there is a figure. */
  public boolean isKnown() {
    return !Double.isNaN(value);
  }

  /** Whether there is an interval. */
  public boolean hasInterval() {
    return !Double.isNaN(low) && !Double.isNaN(high);
  }

  /** Whether the whole interval is above zero, or the whole of it below. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }

  /** The same of the other sign, for a difference the other way round. */
  public Estimate negated() {
    return new Estimate(-value, -high, -low);
  }

  /**
   * The estimate of the mean of some figures, with the mean of their intervals: as wide as needed,
   * or wider, since the standard error of a mean is at most the mean of the standard errors, with
   * equality where the figures rise and fall together, as those of replicas on the same studies do.
   */
  public static Estimate mean(List<Estimate> estimates) {
    return new Estimate(
        mean(estimates, Estimate::value),
        mean(estimates, Estimate::low),
        mean(estimates, Estimate::high));
  }

  private static double mean(List<Estimate> estimates, ToDoubleFunction<Estimate> part) {
    return estimates.stream().mapToDouble(part).average().orElse(Double.NaN);
  }
}
