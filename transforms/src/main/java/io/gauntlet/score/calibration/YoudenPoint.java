package io.gauntlet.score.calibration;

import io.gauntlet.data.OperatingPoint;
import java.io.Serializable;

/**
 * The threshold under which sensitivity and specificity add up to most (Youden 1950) on the studies
 * that it was sought on, which flatters it there: it is to be sought on other studies than those
 * that are scored.
 *
 * @param threshold a probability, in {@code (0, 1)}
 * @param sensitivity under it, in {@code [0, 1]}
 * @param specificity under it, in {@code [0, 1]}
 */
public record YoudenPoint(double threshold, double sensitivity, double specificity)
    implements Serializable {

  /**
   * Seeks it. Between two leads that studies have, the threshold is the middle of their gap; of
   * several that are as good, the one nearest to one half.
   *
   * @throws IllegalArgumentException when there are not studies of both classes
   */
  public static YoudenPoint of(ClassLeads leads) {
    if (!leads.hasBoth()) {
      throw new IllegalArgumentException("a threshold is sought on studies of both classes");
    }
    Search search = new Search(leads);
    double before = Double.NEGATIVE_INFINITY;
    for (double lead : leads.all()) {
      search.offer(before == Double.NEGATIVE_INFINITY ? lead - 1 : (before + lead) / 2);
      search.pass(lead);
      before = lead;
    }
    search.offer(before + 1);
    return search.best();
  }

  /** Mean of sensitivity and specificity. */
  public double balancedAccuracy() {
    return (sensitivity + specificity) / 2;
  }

  /** Goes over the leads from the lowest, and keeps the best boundary. */
  private static final class Search {
    private final ClassLeads leads;
    private final long abnormals;
    private final long normals;
    private long abnormalBelow;
    private long normalBelow;
    private double bestLead = Double.NaN;
    private double bestSum = Double.NEGATIVE_INFINITY;
    private double bestSensitivity;
    private double bestSpecificity;

    Search(ClassLeads leads) {
      this.leads = leads;
      this.abnormals = leads.abnormals();
      this.normals = leads.normals();
    }

    void offer(double lead) {
      double sensitivity = (double) (abnormals - abnormalBelow) / abnormals;
      double specificity = (double) normalBelow / normals;
      double sum = sensitivity + specificity;
      if (sum > bestSum || (sum == bestSum && Math.abs(lead) < Math.abs(bestLead))) {
        bestSum = sum;
        bestLead = lead;
        bestSensitivity = sensitivity;
        bestSpecificity = specificity;
      }
    }

    void pass(double lead) {
      abnormalBelow += leads.abnormal().getOrDefault(lead, 0L);
      normalBelow += leads.normal().getOrDefault(lead, 0L);
    }

    YoudenPoint best() {
      return new YoudenPoint(
          OperatingPoint.atLead(bestLead).threshold(), bestSensitivity, bestSpecificity);
    }
  }
}
