package io.gauntlet.attack.spec;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Stream;

/** Attacks repeated over what they may spend, for robustness curves. */
final class BudgetSweep {
  private BudgetSweep() {}

  /**
   * The attacks as they are, and each attack on one modality that prints the option again with each
   * of the values.
   *
   * @param option such as {@code epsilon}
   * @param values as users write them; none changes nothing
   * @throws IllegalArgumentException when a value is out of its range
   */
  static ImmutableList<AttackSpec> over(
      List<AttackSpec> attacks, String option, List<String> values, AttackCatalogue catalogue) {
    return Stream.concat(
            attacks.stream(),
            attacks.stream()
                .flatMap(attack -> attack.single().stream())
                .filter(attack -> attack.options().printed().containsKey(option))
                .flatMap(attack -> swept(attack, option, values, catalogue)))
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  private static Stream<AttackPart> swept(
      AttackPart attack, String option, List<String> values, AttackCatalogue catalogue) {
    return values.stream().map(value -> catalogue.with(attack, option, value));
  }
}
