package io.gauntlet.score.tally;

import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.OutcomeLogits;
import java.io.Serializable;

/**
 * What a victim said of one study.
 *
 * @param abnormal the study's label
 * @param cleanAbnormal what was said before the attack
 * @param attackedAbnormal what was said after it
 */
public record Decision(boolean abnormal, boolean cleanAbnormal, boolean attackedAbnormal)
    implements Serializable {

  /** The decision of an outcome. */
  public static Decision of(Outcome outcome) {
    return new Decision(
        ClassNames.isAbnormal(outcome),
        OutcomeLogits.isAbnormal(outcome, outcome.getCleanLogits()),
        OutcomeLogits.isAbnormal(outcome, outcome.getAdversarialLogits()));
  }

  /** Whether it was right before the attack. */
  public boolean wasRight() {
    return abnormal == cleanAbnormal;
  }

  /** Whether it was right under attack. */
  public boolean isRight() {
    return abnormal == attackedAbnormal;
  }
}
