package io.gauntlet.score.calibration;

import com.google.common.primitives.Ints;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Proportion;
import java.util.Map;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The share of the abnormal studies that are found when the threshold is set so that a given share
 * of the normal ones are left in peace. Unlike sensitivity alone it does not depend on where the
 * victim's threshold happens to lie.
 */
public final class SensitivityAtSpecificity {
  private static final double TAIL = 0.025;

  private SensitivityAtSpecificity() {}

  /**
   * The sensitivity at the lowest threshold that gives the specificity. The interval holds what
   * both may err by: the threshold between two order statistics of the normal studies, with a
   * probability of 95 % whatever their distribution, and the interval of the sensitivity under each
   * of the two. Unknown unless there are studies of both classes; without interval where the normal
   * studies are too few for an upper order statistic.
   *
   * @param specificity in {@code (0, 1)}
   */
  public static Estimate of(ClassLeads leads, double specificity) {
    if (!leads.hasBoth()) {
      return Estimate.UNKNOWN;
    }
    int normals = Ints.checkedCast(leads.normals());
    double value = sensitivity(leads, (long) Math.ceil(specificity * normals)).value();
    BinomialDistribution below = BinomialDistribution.of(normals, specificity);
    int low = below.inverseCumulativeProbability(TAIL);
    int high = below.inverseCumulativeProbability(1 - TAIL) + 1;
    return low == 0 || high > normals
        ? Estimate.of(value)
        : new Estimate(value, sensitivity(leads, high).low(), sensitivity(leads, low).high());
  }

  /** With the threshold at the lead of the normal study of a rank, from 1, that is still normal. */
  private static Estimate sensitivity(ClassLeads leads, long rank) {
    double threshold = lead(leads, rank);
    long found = ClassLeads.count(leads.abnormal().tailMap(threshold, false));
    return Proportion.of(found, leads.abnormals());
  }

  private static double lead(ClassLeads leads, long rank) {
    long seen = 0;
    for (Map.Entry<Double, Long> normal : leads.normal().entrySet()) {
      seen += normal.getValue();
      if (rank <= seen) {
        return normal.getKey();
      }
    }
    throw new IllegalArgumentException("rank " + rank + " of " + seen + " normal studies");
  }
}
