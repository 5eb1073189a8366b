package io.gauntlet.attack.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BudgetSweepTest {
  private static final AttackCatalogue CATALOGUE = AttackCatalogue.load();
  private static final List<AttackSpec> ATTACKS =
      attacks("none", "pgd", "fgsm+half-sentence-deletion", "transfer:from=text(fgsm)", "cw");

  private static List<AttackSpec> attacks(String... written) {
    return Stream.of(written).map(CATALOGUE::parse).toList();
  }

  @Test
  void anAttackOnOneModalityIsRepeatedForEachValue() {
    assertEquals(
        Stream.concat(ATTACKS.stream(), attacks("pgd:epsilon=0.1", "pgd:epsilon=8/255").stream())
            .toList(),
        BudgetSweep.over(ATTACKS, "epsilon", List.of("0.03", "0.1", "8/255"), CATALOGUE));
  }

  @Test
  void noValuesChangeNothing() {
    assertEquals(ATTACKS, BudgetSweep.over(ATTACKS, "epsilon", List.of(), CATALOGUE));
    assertEquals(ATTACKS, BudgetSweep.over(ATTACKS, "fraction", List.of("0.1"), CATALOGUE));
  }

  @Test
  void aValueOutOfItsRangeIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> BudgetSweep.over(ATTACKS, "epsilon", List.of("2"), CATALOGUE));
  }
}
