package io.gauntlet.attack.spec;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackOptions;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A way to make an attack of others, written around them in parentheses.
 *
 * @param description what it is, for users
 * @param factory makes the attack of its options and the attacks in the parentheses, at least one
 */
public record AttackForm(
    AttackDescription description,
    BiFunction<AttackOptions, List<AttackSpec>, AttackSpec> factory) {

  /**
   * Makes an attack of others.
   *
   * @throws IllegalArgumentException when the form takes other ones, or an option is out of range
   */
  AttackSpec of(AttackOptions options, List<AttackSpec> inside) {
    return factory.apply(options, inside);
  }
}
