package io.gauntlet.attack;

import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.model.Capability;
import java.util.Set;

/** An attack on words that can be asked for by name. */
public non-sealed interface TextAttackProvider extends AttackProvider {

  /**
   * The attack with every option set.
   *
   * @throws IllegalArgumentException when an option is out of its range
   */
  TextAttack create(AttackOptions options);

  @Override
  default Set<Capability> needs() {
    return description().knowledge() == Knowledge.WHITE_BOX
        ? Set.of(Capability.TOKEN_GRADIENTS)
        : Set.of();
  }
}
