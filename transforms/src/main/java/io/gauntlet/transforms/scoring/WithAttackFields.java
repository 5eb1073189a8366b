package io.gauntlet.transforms.scoring;

import io.gauntlet.records.AttackValues;
import io.gauntlet.schema.Outcome;
import org.apache.beam.sdk.transforms.SimpleFunction;

/** Outcomes with their attack as values, also where a record made by hand has its text alone. */
final class WithAttackFields extends SimpleFunction<Outcome, Outcome> {
  private static final long serialVersionUID = 1;

  private transient AttackValues attacks;

  @Override
  public Outcome apply(Outcome outcome) {
    if (outcome.getAttackFields() != null) {
      return outcome;
    }
    if (attacks == null) {
      attacks = new AttackValues();
    }
    return Outcome.newBuilder(outcome).setAttackFields(attacks.of(outcome.getAttack())).build();
  }
}
