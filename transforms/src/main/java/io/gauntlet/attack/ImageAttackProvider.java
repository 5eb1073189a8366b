package io.gauntlet.attack;

import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.model.Capability;
import java.util.Set;

/** An attack on pixels that can be asked for by name. */
public non-sealed interface ImageAttackProvider extends AttackProvider {

  /**
   * The attack with every option set.
   *
   * @throws IllegalArgumentException when an option is out of its range
   */
  ImageAttack create(AttackOptions options);

  @Override
  default Set<Capability> needs() {
    return description().knowledge() == Knowledge.WHITE_BOX
        ? Set.of(Capability.PIXEL_GRADIENTS)
        : Set.of();
  }
}
