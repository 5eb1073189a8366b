package io.gauntlet.score.pair;

import io.gauntlet.schema.AttackFields;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Attacked;
import java.io.Serializable;

/**
 * What a verdict has to know of the attack of a cell.
 *
 * @param attacked what it changes
 * @param mayChangeLabel whether it may change what is true of the study
 */
public record AttackTraits(Attacked attacked, boolean mayChangeLabel) implements Serializable {
  private static final AttackTraits UNKNOWN = new AttackTraits(Attacked.UNKNOWN, false);

  /** The traits of an outcome's attack; unknown in records made by hand. */
  public static AttackTraits of(Outcome outcome) {
    AttackFields fields = outcome.getAttackFields();
    return fields == null || fields.getTouched() == null
        ? UNKNOWN
        : new AttackTraits(
            Attacked.of(fields.getTouched()), Boolean.TRUE.equals(fields.getMayChangeLabel()));
  }

  /** Those of several attacks on a study, of which the worst counts. */
  public AttackTraits with(AttackTraits other) {
    return new AttackTraits(
        attacked == other.attacked ? attacked : Attacked.BOTH,
        mayChangeLabel || other.mayChangeLabel);
  }
}
