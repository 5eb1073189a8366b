package io.gauntlet.score;

import io.gauntlet.schema.Diagnosis;
import io.gauntlet.schema.Outcome;
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
        outcome.getLabel() == Diagnosis.ABNORMAL,
        CellTally.lead(outcome.getCleanLogits()) > 0,
        CellTally.lead(outcome.getAdversarialLogits()) > 0);
  }

  /** Whether it was right under attack. */
  public boolean isRight() {
    return abnormal == attackedAbnormal;
  }
}
