package io.gauntlet.transforms.attacking;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.records.AttackValues;
import io.gauntlet.schema.Outcome;
import org.junit.jupiter.api.Test;

class EarlierOutcomesTest {

  /** Else a run after one whose server was gone would end well with nothing in its cells. */
  @Test
  void whatWasNotAnsweredIsAttackedAnew() {
    AttackSpec attack = AttackCatalogue.load().parse("char-typo");
    Outcome outcome = new Outcome();
    outcome.setAttackFields(AttackValues.of(attack));
    assertTrue(EarlierOutcomes.isOfToday(outcome, attack));
    outcome.setReason("logits-not-finite");
    assertTrue(EarlierOutcomes.isOfToday(outcome, attack));
    outcome.setReason("victim-gave-no-answer");
    assertFalse(EarlierOutcomes.isOfToday(outcome, attack));
  }
}
