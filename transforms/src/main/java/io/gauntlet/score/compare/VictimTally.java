package io.gauntlet.score.compare;

import io.gauntlet.schema.Outcome;
import io.gauntlet.score.OutcomeLogits;
import io.gauntlet.score.Validity;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Proportion;
import io.gauntlet.score.stats.RankTally;
import io.gauntlet.score.tally.Decision;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the figure of one victim under one attack is counted in, seed by seed; the same whatever the
 * order in which tallies are merged. Not thread-safe.
 */
public final class VictimTally implements Serializable {
  private static final long serialVersionUID = 1;

  /** Stands for the seed where a victim has one replica. */
  private static final long ONLY = 0;

  private final TreeMap<Long, Seed> seeds = new TreeMap<>();

  private static final class Seed implements Serializable {
    private static final long serialVersionUID = 1;

    private ConfusionMatrix confusion = ConfusionMatrix.EMPTY;
    private boolean more;
    private final RankTally ranks = new RankTally();

    void merge(Seed other) {
      confusion = confusion.plus(other.confusion);
      more |= other.more;
      ranks.merge(other.ranks);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Seed that
          && confusion.equals(that.confusion)
          && ranks.equals(that.ranks);
    }

    @Override
    public int hashCode() {
      return confusion.hashCode();
    }

    /** Of more than two classes all have the accuracy in common, and nothing else. */
    Estimate figure(ComparedMetric metric) {
      if (more && metric != ComparedMetric.ACCURACY) {
        return Estimate.UNKNOWN;
      }
      return metric == ComparedMetric.AUROC
          ? ranks.auroc()
          : Proportion.metrics(confusion, 0, 0).getOrDefault(metric.metric(), Estimate.UNKNOWN);
    }
  }

  /** Counts one more outcome; one that is no answer is in no figure. */
  public void add(Outcome outcome) {
    Seed seed =
        seeds.computeIfAbsent(
            outcome.getReplica() == null ? ONLY : outcome.getReplica(), any -> new Seed());
    if (Validity.isValid(outcome)) {
      Decision decision = Decision.of(outcome);
      seed.confusion = seed.confusion.observe(decision.abnormal(), decision.attackedAbnormal());
      seed.more |= !decision.isOfTwo();
      seed.ranks.add(decision.abnormal(), OutcomeLogits.lead(outcome.getAdversarialLogits()));
    }
  }

  /** Adds what the other counted. */
  public void merge(VictimTally other) {
    for (Map.Entry<Long, Seed> seed : other.seeds.entrySet()) {
      seeds.computeIfAbsent(seed.getKey(), any -> new Seed()).merge(seed.getValue());
    }
  }

  /** Seeds of the victim. */
  int seeds() {
    return seeds.size();
  }

  /** A figure with its 95 % interval, the mean over seeds, as in the scorecard. */
  Estimate figure(ComparedMetric metric) {
    return Estimate.mean(seeds.values().stream().map(seed -> seed.figure(metric)).toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VictimTally that && seeds.equals(that.seeds);
  }

  @Override
  public int hashCode() {
    return seeds.hashCode();
  }
}
