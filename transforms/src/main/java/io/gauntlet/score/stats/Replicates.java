package io.gauntlet.score.stats;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A figure of the studies as they are, and of each resample of a bootstrap. What is computed of
 * several figures is computed resample by resample, so that it is paired by study.
 */
public final class Replicates {
  private static final double TAIL = 0.025;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final double[] values;

  private Replicates(double[] values) {
    this.values = values;
  }

  /** The figure by the number of the resample, 0 being the studies as they are; NaN for none. */
  public static Replicates of(IntToDoubleFunction figure) {
    double[] values = new double[StudyWeights.RESAMPLES + 1];
    Arrays.setAll(values, figure);
    return new Replicates(values);
  }

  /** A figure of two figures. */
  public Replicates with(Replicates other, DoubleBinaryOperator figure) {
    return of(i -> figure.applyAsDouble(values[i], other.values[i]));
  }

  public Replicates minus(Replicates other) {
    return with(other, (a, b) -> a - b);
  }

  public Replicates plus(Replicates other) {
    return with(other, Double::sum);
  }

  public Replicates times(double factor) {
    return of(i -> values[i] * factor);
  }

  /** The mean of some figures, at least one. */
  public static Replicates mean(List<Replicates> figures) {
    return figures.stream().reduce(Replicates::plus).orElseThrow().times(1.0 / figures.size());
  }

  /** The figure of the studies as they are. */
  public double value() {
    return values[0];
  }

  /**
   * The figure with the percentile interval of its resamples (Efron 1981); resamples without a
   * figure are left out.
   */
  public Estimate estimate() {
    double[] sorted = resamples().sorted().toArray();
    return sorted.length == 0
        ? Estimate.of(value())
        : new Estimate(value(), quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
  }

  /** The standard error of the figure: the standard deviation of its resamples. */
  public double standardError() {
    double mean = resamples().average().orElse(Double.NaN);
    return Math.sqrt(
        resamples().map(value -> (value - mean) * (value - mean)).average().orElse(Double.NaN));
  }

  /**
   * One-sided p of a difference that is not above zero: of the figure in its standard errors, by
   * the normal distribution, which goes on where the resamples are too few to tell how small it is.
   * 1 where there is no difference.
   */
  public double pOfNotAboveZero() {
    if (!(value() > 0)) {
      return 1;
    }
    double error = standardError();
    return error == 0 ? 0 : NORMAL.survivalProbability(value() / error);
  }

  private DoubleStream resamples() {
    return Arrays.stream(values).skip(1).filter(value -> !Double.isNaN(value));
  }

  /** Linear between the order statistics, as numpy and R (type 7) have it. */
  private static double quantile(double[] sorted, double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
