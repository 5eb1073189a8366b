package io.gauntlet.score.stats;

import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How high abnormal and normal studies are ranked by the lead of their ABNORMAL logit.
 *
 * <p>Leads are kept as {@link Distribution} keeps them. Where they are rounded, studies in one
 * bucket count as tied, so that the area is off by at most half the share of the pairs of an
 * abnormal and a normal study that fall in one bucket. Not thread-safe.
 */
public final class RankTally implements Serializable {
  private static final long serialVersionUID = 1;
  private static final double RULE_OF_THREE = 3;
  private static final double WIDTH = NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);

  private final Distribution abnormal = new Distribution();
  private final Distribution normal = new Distribution();

  public void add(boolean isAbnormal, double lead) {
    (isAbnormal ? abnormal : normal).add(lead);
  }

  public void merge(RankTally other) {
    abnormal.merge(other.abnormal);
    normal.merge(other.normal);
  }

  /** Abnormal studies by their lead. */
  public SortedMap<Double, Long> abnormal() {
    return abnormal.counts();
  }

  /** Normal studies by their lead. */
  public SortedMap<Double, Long> normal() {
    return normal.counts();
  }

  /**
   * The area under the ROC curve, the probability that an abnormal study has the greater lead of
   * two, a tie counting half; with the interval of DeLong et al. 1988 on the scale of the logit,
   * which holds near 1 where that of the area itself does not (Pepe 2003, section 5.2.5). Where
   * every abnormal study is above every normal one the variance tells nothing, and the interval is
   * that of no event among the studies of the smaller class, by the rule of three. Unknown unless
   * there are studies of both kinds, without interval unless there are two of each.
   */
  public Estimate auroc() {
    if (abnormal.size() == 0 || normal.size() == 0) {
      return Estimate.UNKNOWN;
    }
    Placements above = placements(abnormal, normal);
    if (abnormal.size() == 1 || normal.size() == 1) {
      return Estimate.of(above.mean());
    }
    double variance =
        above.variance() / abnormal.size()
            + placements(normal, abnormal).variance() / normal.size();
    double area = above.mean();
    double atEnd = Math.min(1, RULE_OF_THREE / Math.min(abnormal.size(), normal.size()));
    if (area == 1) {
      return new Estimate(1, 1 - atEnd, 1);
    }
    if (area == 0) {
      return new Estimate(0, 0, atEnd);
    }
    double logit = Math.log(area / (1 - area));
    double half = WIDTH * Math.sqrt(variance) / (area * (1 - area));
    return new Estimate(area, share(logit - half), share(logit + half));
  }

  /** Of a logit. */
  private static double share(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  private record Placements(double mean, double variance) {}

  /** The share of the others that each study is above, a tie counting half. */
  private static Placements placements(Distribution studies, Distribution others) {
    SortedMap<Double, Long> ranked = others.counts();
    double sum = 0;
    double squares = 0;
    var next = ranked.entrySet().iterator();
    Map.Entry<Double, Long> other = next.next();
    long below = 0;
    for (var study : studies.counts().entrySet()) {
      while (other != null && other.getKey() < study.getKey()) {
        below += other.getValue();
        other = next.hasNext() ? next.next() : null;
      }
      long tied = other != null && other.getKey().equals(study.getKey()) ? other.getValue() : 0;
      double share = (below + tied / 2.0) / others.size();
      sum += share * study.getValue();
      squares += share * share * study.getValue();
    }
    double mean = sum / studies.size();
    double deviation = Math.max(0, squares - mean * sum);
    return new Placements(mean, deviation / (studies.size() - 1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RankTally that
        && abnormal.equals(that.abnormal)
        && normal.equals(that.normal);
  }

  @Override
  public int hashCode() {
    return 31 * abnormal.hashCode() + normal.hashCode();
  }
}
