package io.gauntlet.score.tally;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Slice;
import io.gauntlet.score.stats.ConfusionMatrix;
import java.io.Serializable;

/**
 * What a slice is counted in; the same whatever the order in which tallies are merged.
 *
 * @param confusion decisions under attack
 * @param firstRight decisions that were right before the attack
 * @param broken those of them that were wrong after
 * @param seeds of the replicas that decided; none where there is one replica
 */
public record SliceTally(
    ConfusionMatrix confusion, long firstRight, long broken, ImmutableSet<Long> seeds)
    implements Serializable {

  /** The tally of one outcome. */
  public static SliceTally of(Outcome outcome) {
    Decision decision = Decision.of(outcome);
    return new SliceTally(
        ConfusionMatrix.EMPTY.observe(decision.abnormal(), decision.attackedAbnormal()),
        decision.wasRight() ? 1 : 0,
        decision.wasRight() && !decision.isRight() ? 1 : 0,
        outcome.getReplica() == null ? ImmutableSet.of() : ImmutableSet.of(outcome.getReplica()));
  }

  /** The outcomes of both. */
  public SliceTally plus(SliceTally other) {
    return new SliceTally(
        confusion.plus(other.confusion),
        firstRight + other.firstRight,
        broken + other.broken,
        ImmutableSet.copyOf(Sets.union(seeds, other.seeds)));
  }

  /** The slice that the outcomes make. */
  public Slice toSlice(String term, CellKey key) {
    return new Slice(term, key, confusion, firstRight, broken, seeds.size());
  }
}
