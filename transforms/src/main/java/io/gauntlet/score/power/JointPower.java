package io.gauntlet.score.power;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.stats.PairedCounts;
import io.gauntlet.score.stats.Tango;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How likely a candidate that is no worse passes several comparisons at once. Each study's answers
 * change by chance, for the worse as often as for the better, and the changes in two comparisons go
 * together as far as the reference's errors in them do; so nights are drawn and decided.
 *
 * @param comparisons that have to pass
 * @param correlation of the reference's errors, comparison by comparison; 1 on the diagonal
 * @param alpha one-sided level of the bounds
 */
public record JointPower(
    ImmutableList<Comparison> comparisons, ErrorCorrelation correlation, double alpha) {
  private static final int MOST_NIGHTS = 4_000;
  private static final int FEWEST_NIGHTS = 100;
  private static final long DRAWS = 20_000_000;
  private static final long SEED = 1;

  /**
   * One comparison of shares of studies.
   *
   * @param margin largest drop that one could accept
   * @param discordance share of the studies whose answer changes
   */
  public record Comparison(double margin, double discordance) {}

  /** The share of simulated nights on which all pass. */
  public double probability() {
    if (comparisons.isEmpty()) {
      return Double.NaN;
    }
    long each = (long) correlation.studies() * comparisons.size();
    int nights = (int) Math.max(FEWEST_NIGHTS, Math.min(MOST_NIGHTS, DRAWS / Math.max(1, each)));
    SplittableRandom random = new SplittableRandom(SEED);
    double[] tails = tails();
    int passed = 0;
    for (int night = 0; night < nights; night++) {
      passed += passes(random, tails) ? 1 : 0;
    }
    return (double) passed / nights;
  }

  private boolean passes(SplittableRandom random, double[] tails) {
    int[] worse = new int[comparisons.size()];
    int[] better = new int[comparisons.size()];
    double[] independent = new double[comparisons.size()];
    double[] draws = new double[comparisons.size()];
    for (int kind = 0; kind < correlation.kinds().size(); kind++) {
      ErrorCorrelation.Kind studies = correlation.kinds().get(kind);
      for (int study = 0; study < studies.studies(); study++) {
        correlation.draw(random, independent, draws);
        for (int i = 0; i < draws.length; i++) {
          if (studies.counts(i)) {
            worse[i] += draws[i] < -tails[i] ? 1 : 0;
            better[i] += draws[i] > tails[i] ? 1 : 0;
          }
        }
      }
    }
    for (int i = 0; i < worse.length; i++) {
      int studies = correlation.studies(i);
      if (studies == 0
          || Tango.upperBound(new PairedCounts(studies, worse[i], better[i]), alpha)
              >= comparisons.get(i).margin()) {
        return false;
      }
    }
    return true;
  }

  /** Beyond which a standard normal draw is a change, on either side. */
  private double[] tails() {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    return comparisons.stream()
        .mapToDouble(comparison -> normal.inverseSurvivalProbability(comparison.discordance() / 2))
        .toArray();
  }
}
