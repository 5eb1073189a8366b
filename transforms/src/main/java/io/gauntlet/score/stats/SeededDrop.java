package io.gauntlet.score.stats;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The drop between two recipes, each trained from several seeds: what holds of it must hold for
 * other studies and for other seeds. Its variance is the sum of three, each with its own degrees of
 * freedom, which are put together after Satterthwaite 1946: that of the paired differences of the
 * studies, each the mean over seeds, and that of the seeds of either side. With one seed on a side
 * there is a drop, and neither a bound nor a test of it.
 *
 * @param drop reference less candidate, mean over studies and seeds
 * @param studyVariance of the mean over studies of the paired differences
 * @param studies at least 2
 * @param reference spread of the reference's figure between its seeds
 * @param candidate likewise
 */
public record SeededDrop(
    double drop, double studyVariance, long studies, Spread reference, Spread candidate) {
  /** Fewer seeds a side tell too little about a recipe. */
  public static final int FEWEST_SEEDS = 3;

  private static final double TAIL = 0.025;

  /**
   * The drop of two recipes.
   *
   * @param reference the figure of each seed
   * @param candidate likewise
   */
  public static SeededDrop of(
      double studyVariance, long studies, List<Double> reference, List<Double> candidate) {
    return new SeededDrop(
        mean(reference) - mean(candidate),
        studyVariance,
        studies,
        Spread.of(reference),
        Spread.of(candidate));
  }

  private static double mean(List<Double> figures) {
    return figures.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** Of the drop. */
  public double standardError() {
    return Math.sqrt(studyVariance + ofMean(reference) + ofMean(candidate));
  }

  /** After Satterthwaite; infinite where nothing varies. */
  public double degreesOfFreedom() {
    double parts =
        square(studyVariance) / (studies - 1)
            + square(ofMean(reference)) / (reference.replicas() - 1)
            + square(ofMean(candidate)) / (candidate.replicas() - 1);
    return parts == 0 ? Double.POSITIVE_INFINITY : square(square(standardError())) / parts;
  }

  /**
   * The largest drop of a share that studies and seeds do not speak against; never nearer to the
   * drop than {@link Tango}'s bound where no study changed.
   *
   * @param alpha one-sided
   */
  public double upperBound(double alpha) {
    return possible(
        Math.max(
            boundOfVariance(alpha),
            Tango.upperBound(new PairedCounts((double) studies, 0, 0), alpha) + drop));
  }

  /** The largest drop that the variances alone do not speak against. */
  public double boundOfVariance(double alpha) {
    return possible(drop + quantile(alpha) * standardError());
  }

  /** The drop with its two-sided 95 % interval. */
  public Estimate interval() {
    double half = quantile(TAIL) * standardError();
    return new Estimate(drop, possible(drop - half), possible(drop + half));
  }

  /** Two shares differ by one at most, however few seeds and wide their t. */
  private static double possible(double bound) {
    return Math.max(-1, Math.min(1, bound));
  }

  /** One-sided p of a recipe that is no worse. */
  public double pOfNoWorse() {
    return p(drop);
  }

  /** One-sided p of a recipe that is no better. */
  public double pOfNoBetter() {
    return p(-drop);
  }

  private double p(double lost) {
    if (lost <= 0) {
      return 1;
    }
    double error = standardError();
    return error == 0 ? 0 : survival(lost / error);
  }

  private double quantile(double alpha) {
    double freedom = degreesOfFreedom();
    if (Double.isNaN(freedom)) {
      return Double.NaN;
    }
    return Double.isInfinite(freedom)
        ? NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha)
        : TDistribution.of(freedom).inverseSurvivalProbability(alpha);
  }

  private double survival(double t) {
    double freedom = degreesOfFreedom();
    if (Double.isNaN(freedom)) {
      return Double.NaN;
    }
    return Double.isInfinite(freedom)
        ? NormalDistribution.of(0, 1).survivalProbability(t)
        : TDistribution.of(freedom).survivalProbability(t);
  }

  private static double ofMean(Spread spread) {
    return square(spread.standardDeviation()) / spread.replicas();
  }

  private static double square(double value) {
    return value * value;
  }
}
