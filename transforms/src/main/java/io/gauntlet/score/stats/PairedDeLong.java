package io.gauntlet.score.stats;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The drop of the area under the ROC curve between two classifiers on the same studies: DeLong,
 * DeLong and Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating
 * characteristic curves", Biometrics 44 (1988), 837 to 845; by patient where a patient has several
 * studies, after Obuchowski, "Nonparametric analysis of clustered ROC curve data", Biometrics 53
 * (1997), 567 to 578. Of several seeds a side the areas are means over them, and so are the places
 * of each study that the variance is made of.
 *
 * @param reference area of each of the reference's seeds; NaN where a class has no study
 * @param candidate likewise
 * @param variance of the difference of their means, over the choice of studies
 * @param abnormal studies, or patients who have any, where they are known
 * @param normal likewise
 */
public record PairedDeLong(
    ImmutableList<Double> reference,
    ImmutableList<Double> candidate,
    double variance,
    int abnormal,
    int normal) {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double TAIL = 0.025;

  /**
   * The areas of two classifiers.
   *
   * @param abnormal leads of the ABNORMAL logit of the abnormal studies
   * @param normal those of the normal studies
   */
  public static PairedDeLong of(PairedLeads abnormal, PairedLeads normal) {
    RankPlaces places = RankPlaces.of(abnormal, normal);
    return new PairedDeLong(
        places.reference(),
        places.candidate(),
        places.variance(),
        places.abnormal().units(),
        places.normal().units());
  }

  /** The reference's area, the mean over its seeds. */
  public double referenceArea() {
    return mean(reference);
  }

  /** The candidate's area, the mean over its seeds. */
  public double candidateArea() {
    return mean(candidate);
  }

  private static double mean(List<Double> areas) {
    return areas.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private double drop() {
    return referenceArea() - candidateArea();
  }

  /** Studies of the smaller class, or patients. */
  public int smallerClass() {
    return Math.min(abnormal, normal);
  }

  /** How much smaller the candidate's area is, with its two-sided 95 % interval. */
  public Estimate interval() {
    double half = NORMAL.inverseSurvivalProbability(TAIL) * Math.sqrt(variance);
    return new Estimate(drop(), drop() - half, drop() + half);
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
        variance == 0
            ? -Math.log(alpha) / smallerClass()
            : NORMAL.inverseSurvivalProbability(alpha) * Math.sqrt(variance);
    return drop() + width;
  }

  /** One-sided p of an area that is no smaller. */
  public double pOfNoWorse() {
    return p(drop());
  }

  /** One-sided p of an area that is no greater. */
  public double pOfNoBetter() {
    return p(-drop());
  }

  /** The level at which the bound would reach no drop. */
  private double p(double lost) {
    if (lost <= 0) {
      return 1;
    }
    return variance == 0
        ? Math.exp(-lost * smallerClass())
        : NORMAL.survivalProbability(lost / Math.sqrt(variance));
  }
}
