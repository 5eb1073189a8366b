package io.gauntlet.score.stats;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The drop of the area under the ROC curve between two classifiers on the same studies: DeLong,
 * DeLong and Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating
 * characteristic curves", Biometrics 44 (1988), 837 to 845.
 *
 * @param reference area of the reference; NaN where a class has no study
 * @param candidate area of the candidate; NaN where a class has no study
 * @param standardError of the difference of both
 * @param abnormal studies
 * @param normal studies
 */
public record PairedDeLong(
    double reference, double candidate, double standardError, int abnormal, int normal) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double TAIL = 0.025;

  /**
   * The areas of two classifiers.
   *
   * @param abnormal leads of the ABNORMAL logit of the abnormal studies
   * @param normal those of the normal studies
   */
  public static PairedDeLong of(PairedLeads abnormal, PairedLeads normal) {
    double[] reference = placements(abnormal.reference(), normal.reference());
    double[] candidate = placements(abnormal.candidate(), normal.candidate());
    double[] ofAbnormal = difference(reference, candidate);
    double[] ofNormal =
        difference(
            placements(normal.reference(), abnormal.reference()),
            placements(normal.candidate(), abnormal.candidate()));
    return new PairedDeLong(
        mean(reference),
        mean(candidate),
        Math.sqrt(variance(ofAbnormal) / ofAbnormal.length + variance(ofNormal) / ofNormal.length),
        abnormal.size(),
        normal.size());
  }

  /** How much smaller the candidate's area is, with its two-sided 95 % interval. */
  public Estimate interval() {
    double drop = reference - candidate;
    double half = NORMAL.inverseSurvivalProbability(TAIL) * standardError;
    return new Estimate(drop, drop - half, drop + half);
  }

  /**
   * The largest drop that the studies do not speak against. Where every study has the same place
   * among the others in both, the variance tells nothing, and the bound is that of no event among
   * the studies of the smaller class.
   *
   * @param alpha one-sided
   */
  public double upperBound(double alpha) {
    double width =
        standardError == 0
            ? -Math.log(alpha) / Math.min(abnormal, normal)
            : NORMAL.inverseSurvivalProbability(alpha) * standardError;
    return reference - candidate + width;
  }

  /** One-sided p of an area that is no smaller. */
  public double pOfNoWorse() {
    double drop = reference - candidate;
    return drop <= 0 ? 1 : NORMAL.survivalProbability(drop / standardError);
  }

  /** For each study the share of the others that it is above, a tie counting half. */
  private static double[] placements(ImmutableDoubleArray studies, ImmutableDoubleArray others) {
    double[] sorted = others.toArray();
    Arrays.sort(sorted);
    return studies.stream()
        .map(lead -> (below(sorted, lead) + below(sorted, Math.nextUp(lead))) / 2.0 / sorted.length)
        .toArray();
  }

  /** How many of the sorted values are below a lead. */
  private static int below(double[] sorted, double lead) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < lead) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double[] difference(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(i -> one[i] - other[i]).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum()
        / (values.length - 1);
  }
}
