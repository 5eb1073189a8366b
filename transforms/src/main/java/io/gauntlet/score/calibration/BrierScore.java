package io.gauntlet.score.calibration;

import io.gauntlet.score.stats.Estimate;
import java.util.SortedMap;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The mean squared distance between the probability of ABNORMAL and the truth, 0 or 1 (Brier 1950):
 * 0 for one that is sure and right, 0.25 for one that always says one half, 1 for one that is sure
 * and wrong.
 */
public final class BrierScore {
  private static final double WIDTH = NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);

  private BrierScore() {}

  /**
   * The score with the interval of a mean by the normal distribution, cut to {@code [0, 1]}; unknown
   * where there is no study, without interval where there is one.
   */
  public static Estimate of(ClassLeads leads) {
    long n = leads.abnormals() + leads.normals();
    if (n == 0) {
      return Estimate.UNKNOWN;
    }
    double mean = (sum(leads.abnormal(), 1, 2) + sum(leads.normal(), 0, 2)) / n;
    if (n == 1) {
      return Estimate.of(mean);
    }
    double squares = sum(leads.abnormal(), 1, 4) + sum(leads.normal(), 0, 4);
    double variance = Math.max(0, (squares - n * mean * mean) / (n - 1));
    double half = WIDTH * Math.sqrt(variance / n);
    return new Estimate(mean, Math.max(0, mean - half), Math.min(1, mean + half));
  }

  private static double sum(SortedMap<Double, Long> studies, int truth, int power) {
    return studies.entrySet().stream()
        .mapToDouble(
            study ->
                study.getValue()
                    * Math.pow(ClassLeads.probability(study.getKey()) - truth, power))
        .sum();
  }
}
