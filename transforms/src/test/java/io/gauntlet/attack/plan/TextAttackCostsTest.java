package io.gauntlet.attack.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.TextAttackProvider;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.Passes;
import org.junit.jupiter.api.Test;

class TextAttackCostsTest {

  @Test
  void everyAttackOnWordsCanBePlannedWhateverItNeeds() {
    AttackCosts costs = AttackCosts.usual(AttackCatalogue.load());
    for (TextAttackProvider provider : AttackCatalogue.load().texts()) {
      AttackPart attack = part(provider.description().name());
      boolean asks = attack.threat().knowledge() != AttackerKnowledge.NOTHING;
      assertEquals(asks, costs.of(attack).textForward() > 1, attack.toString());
      assertEquals(
          attack.name().equals("hotflip"), costs.of(attack).textBackward() > 0, attack.toString());
    }
  }

  @Test
  void drawsOfWhichTheWorstIsKeptAreAsked() {
    Passes passes =
        AttackCosts.usual(AttackCatalogue.load()).of(part("half-sentence-deletion:worst-of=5"));
    assertEquals(new Passes(0, 0, 5 + 1, 0), passes);
    assertTrue(
        AttackCosts.usual(AttackCatalogue.load()).of(part("hotflip:max-queries=7")).textForward()
            <= 7);
  }

  private static AttackPart part(String attack) {
    return AttackSpec.parse(attack).single().orElseThrow();
  }
}
