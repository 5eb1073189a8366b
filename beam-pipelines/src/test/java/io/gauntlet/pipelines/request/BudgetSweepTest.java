package io.gauntlet.pipelines.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetSweepTest {
  private static final List<String> ATTACKS =
      List.of("none", "pgd:epsilon=0.03:steps=10", "fgsm:epsilon=0.03+deletion:fraction=0.5");

  @Test
  void anAttackOnOneModalityIsRepeatedForEachValue() {
    assertEquals(
        List.of(
            "none",
            "pgd:epsilon=0.03:steps=10",
            "fgsm:epsilon=0.03+deletion:fraction=0.5",
            "pgd:epsilon=0.1:steps=10",
            "pgd:epsilon=8/255:steps=10"),
        BudgetSweep.over(ATTACKS, "epsilon", List.of("0.03", "0.1", "8/255")));
  }

  @Test
  void noValuesChangeNothing() {
    assertEquals(ATTACKS, BudgetSweep.over(ATTACKS, "epsilon", List.of()));
    assertEquals(ATTACKS, BudgetSweep.over(ATTACKS, "fraction", List.of("0.1")));
  }
}
