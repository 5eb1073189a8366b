package io.gauntlet.score.stats;

import org.apache.commons.numbers.rootfinder.BrentSolver;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The score interval of a difference of two proportions of the same studies: Tango, "Equivalence
 * test and confidence interval for the difference in proportions for the paired-sample design",
 * Statistics in Medicine 17 (1998), 891 to 908. It keeps its level where few studies changed, and
 * tells something where none did.
 */
public final class Tango {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double TAIL = 0.025;
  private static final BrentSolver SOLVER = new BrentSolver(1e-12, 1e-12, 1e-12);

  private Tango() {}

  /**
   * The score statistic: standard normal where the true drop is the one given, negative where the
   * counts speak for a smaller one.
   *
   * @param drop in {@code [-1, 1]}
   */
  public static double score(PairedCounts counts, double drop) {
    double n = counts.studies();
    double distance = counts.worse() - counts.better() - n * drop;
    double variance = n * (2 * better(counts, drop) + drop * (1 - drop));
    return distance == 0 ? 0 : distance / Math.sqrt(Math.max(0, variance));
  }

  /** The most likely probability of a study that got better, if the drop is the one given. */
  private static double better(PairedCounts counts, double drop) {
    double n = counts.studies();
    double linear =
        -counts.worse() - counts.better() + (2 * n - counts.worse() + counts.better()) * drop;
    double constant = -counts.better() * drop * (1 - drop);
    double root = Math.sqrt(Math.max(0, linear * linear - 8 * n * constant));
    return Math.max((root - linear) / (4 * n), Math.max(0, -drop));
  }

  /** The drop with its two-sided 95 % interval; unknown without a study. */
  public static Estimate interval(PairedCounts counts) {
    return counts.studies() == 0
        ? Estimate.UNKNOWN
        : new Estimate(
            counts.drop(), -upperBound(counts.mirrored(), TAIL), upperBound(counts, TAIL));
  }

  /**
   * The largest drop that the counts do not speak against.
   *
   * @param alpha one-sided, in (0, 0.5): a true drop above the bound has at most this probability
   */
  public static double upperBound(PairedCounts counts, double alpha) {
    double least = counts.drop();
    if (least >= 1) {
      return 1;
    }
    double width = NORMAL.inverseSurvivalProbability(alpha);
    return SOLVER.findRoot(drop -> Math.max(score(counts, drop), -1e9) + width, least, 1);
  }

  /**
   * The fewest studies with which a drop of the margin can be ruled out, which takes that none of
   * them changed.
   *
   * @param margin in (0, 1)
   */
  public static long fewestStudies(double margin, double alpha) {
    double width = NORMAL.inverseSurvivalProbability(alpha);
    return (long) Math.floor(width * width * (1 - margin) / margin) + 1;
  }
}
