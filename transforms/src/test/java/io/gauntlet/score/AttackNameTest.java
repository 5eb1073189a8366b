package io.gauntlet.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttackNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "pgd:epsilon=0.03:steps=10",
        "fgsm:epsilon=0.03+half-sentence-deletion:fraction=0.5",
        "alternating:rounds=2(fgsm:epsilon=0.03+synonym-random:fraction=0.4)",
        "worst-of(fgsm:epsilon=0.03|transfer:from=text(fgsm:epsilon=0.2))",
      })
  void whatIsTakenApartIsSpelledAsBefore(String name) {
    assertEquals(name, AttackName.parse(name).toString());
  }

  @Test
  void optionsAreFoundLeftOutAndChanged() {
    AttackName.Part pgd = AttackName.parse("pgd:epsilon=0.03:norm=l2").first();
    assertEquals(0.03, pgd.number("epsilon").orElseThrow());
    assertTrue(pgd.number("norm").isEmpty());
    assertTrue(pgd.number("steps").isEmpty());
    assertEquals("pgd:norm=l2", pgd.without("epsilon").toString());
    assertEquals("pgd:epsilon=8/255:norm=l2", pgd.with("epsilon", "8/255").toString());
  }

  @Test
  void anAttackMadeOfOthersIsOnePart() {
    AttackName name = AttackName.parse("alternating(fgsm:epsilon=0.03+deletion:fraction=0.5)");
    assertFalse(name.isJoint());
    assertTrue(name.first().number("epsilon").isEmpty());
  }
}
