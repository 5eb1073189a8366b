package io.gauntlet.pipelines.request;

import io.gauntlet.score.AttackName;
import java.util.List;
import java.util.stream.Stream;

/** Attacks repeated over what they may spend, for robustness curves. */
final class BudgetSweep {
  private BudgetSweep() {}

  /**
   * The attacks as they are, and each attack on one modality that has the option again with each of
   * the values.
   *
   * @param attacks canonical, so that what they may spend is spelled
   * @param option such as {@code epsilon}
   * @param values as users write them; none changes nothing
   */
  static List<String> over(List<String> attacks, String option, List<String> values) {
    return Stream.concat(
            attacks.stream(),
            attacks.stream()
                .map(AttackName::parse)
                .filter(attack -> !attack.isJoint() && attack.first().options().containsKey(option))
                .flatMap(
                    attack ->
                        values.stream()
                            .map(value -> attack.first().with(option, value).toString())))
        .distinct()
        .toList();
  }
}
