package io.gauntlet.score.tally;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.data.ClassNames;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.OutcomeLogits;
import io.gauntlet.score.ScoredAttack;
import java.io.Serializable;

/**
 * What all outcomes of a cell have in common.
 *
 * @param attack the attack as values
 * @param point where the victim decides for the second class of two
 * @param classNames of the studies, in the order of the logits
 * @param shared the modalities whose branch the victim shares with the one that the example was
 *     made against; empty where it was made against itself
 */
record CellFacts(
    ScoredAttack attack,
    OperatingPoint point,
    ImmutableList<String> classNames,
    ImmutableSet<Attacked> shared)
    implements Serializable {

  /** Of a cell without outcomes nothing is known. */
  static final CellFacts UNKNOWN =
      new CellFacts(
          ScoredAttack.UNKNOWN, OperatingPoint.HALF, ClassNames.NORMAL_ABNORMAL, ImmutableSet.of());

  /** The facts that an outcome tells of its cell. */
  static CellFacts of(Outcome outcome) {
    return new CellFacts(
        ScoredAttack.of(outcome.getAttack(), outcome.getAttackFields()),
        OutcomeLogits.operatingPoint(outcome),
        ImmutableList.copyOf(outcome.getClassNames()),
        outcome.getGenerator() == null
            ? ImmutableSet.of()
            : Attacked.shared(outcome.getSharedBranches()));
  }
}
