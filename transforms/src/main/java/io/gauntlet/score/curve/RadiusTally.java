package io.gauntlet.score.curve;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Proportion;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Counts studies of a victim by the smallest change that fooled it; the same in whatever order they
 * are added and merged. It holds a count for each of the rounded changes that there are. Not
 * thread-safe.
 */
public final class RadiusTally implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int MOST_POINTS = 100;
  private static final double TENTH = 0.1;
  private static final double MEDIAN = 0.5;

  private final TreeMap<Long, Long> fooled = new TreeMap<>();
  private final TreeSet<Long> seeds = new TreeSet<>();
  private long studies;

  /**
   * Counts a study of one seed.
   *
   * @param smallest change that fooled the victim, 0 where it was wrong before; infinite where none
   *     did
   * @param seed of the replica
   */
  public void add(Measure measure, double smallest, long seed) {
    studies++;
    seeds.add(seed);
    if (!Double.isInfinite(smallest)) {
      fooled.merge(measure.steps(smallest), 1L, Long::sum);
    }
  }

  /** Adds what the other counted. */
  public void merge(RadiusTally other) {
    other.fooled.forEach((radius, count) -> fooled.merge(radius, count, Long::sum));
    seeds.addAll(other.seeds);
    studies += other.studies;
  }

  /**
   * The curve of what was counted.
   *
   * @param victim the classifier that is scored
   */
  public RadiusCurve toCurve(String victim, Measure measure) {
    List<RadiusCurve.Step> steps = new ArrayList<>();
    steps.add(new RadiusCurve.Step(0, left(fooled.getOrDefault(0L, 0L))));
    long soFar = 0;
    for (Map.Entry<Long, Long> radius : fooled.entrySet()) {
      soFar += radius.getValue();
      if (radius.getKey() > 0) {
        steps.add(new RadiusCurve.Step(measure.radius(radius.getKey()), left(soFar)));
      }
    }
    return new RadiusCurve(
        victim,
        measure,
        studies / seeds.size(),
        thinned(steps),
        quantile(measure, TENTH),
        quantile(measure, MEDIAN));
  }

  /** The share of the studies that is left; each seed answers about the same studies. */
  private Estimate left(long lost) {
    double whole = studies;
    Estimate interval =
        Proportion.of(Math.round((double) (studies - lost) / seeds.size()), studies / seeds.size());
    return new Estimate((studies - lost) / whole, interval.low(), interval.high());
  }

  /** Every so many of them, the first and the last among them: each is exact where it stands. */
  private static ImmutableList<RadiusCurve.Step> thinned(List<RadiusCurve.Step> steps) {
    int every = (steps.size() + MOST_POINTS - 1) / MOST_POINTS;
    ImmutableList.Builder<RadiusCurve.Step> kept = ImmutableList.builder();
    for (int i = 0; i < steps.size(); i++) {
      if (i % every == 0 || i == steps.size() - 1) {
        kept.add(steps.get(i));
      }
    }
    return kept.build();
  }

  /**
   * The change that fools the victim in a share of the studies, with the interval of order
   * statistics, whose ranks are binomial (David and Nagaraja 2003, section 7.1). Unknown where
   * fewer studies were fooled; without an interval where its end is a study that never was.
   */
  private Estimate quantile(Measure measure, double share) {
    int whole = Math.toIntExact(studies / seeds.size());
    BinomialDistribution ranks = BinomialDistribution.of(whole, share);
    double value = at(measure, Math.ceil(share * whole));
    double low = at(measure, ranks.inverseCumulativeProbability(Proportion.ERROR / 2));
    double high = at(measure, ranks.inverseCumulativeProbability(1 - Proportion.ERROR / 2) + 1.0);
    if (Double.isNaN(value)) {
      return Estimate.UNKNOWN;
    }
    return Double.isNaN(high) ? Estimate.of(value) : new Estimate(value, low, high);
  }

  /** The change of the study of a rank, from 1, by rising changes; 0 below it. */
  private double at(Measure measure, double rank) {
    if (rank < 1) {
      return 0;
    }
    double soFar = 0;
    for (Map.Entry<Long, Long> radius : fooled.entrySet()) {
      soFar += (double) radius.getValue() / seeds.size();
      if (soFar >= rank - 1e-9) {
        return measure.radius(radius.getKey());
      }
    }
    return Double.NaN;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RadiusTally that
        && fooled.equals(that.fooled)
        && seeds.equals(that.seeds)
        && studies == that.studies;
  }

  @Override
  public int hashCode() {
    return fooled.hashCode();
  }
}
