package io.gauntlet.report.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.score.Attacks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttackLabelTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fgsm:epsilon=0.03 | FGSM, ε=0.03",
        "pgd:epsilon=0.03137254901960784:steps=10 | PGD, ε=8/255, steps=10",
        "apgd:epsilon=0.01568627450980392:steps=50 | APGD, ε=4/255, steps=50",
        "pgd:epsilon=0.1:steps=40+pwws:fraction=0.2 | PGD, ε=0.1, steps=40 + PWWS, fraction=0.2",
        "odd:option | odd:option",
      })
  void attacksAreSpelledOutForPeople(String attack, String label) {
    assertEquals(label, PaperGrid.label(Attacks.scored(attack)));
  }
}
