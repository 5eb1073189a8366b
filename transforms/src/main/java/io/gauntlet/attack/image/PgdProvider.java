package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;

/** {@code pgd:epsilon=0.03:steps=10}. */
public final class PgdProvider implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "pgd",
        Knowledge.WHITE_BOX,
        "projected gradient descent from a random start",
        "largest change of a pixel",
        "Madry et al. 2018, section 2.1",
        AttackOption.budget("epsilon", 0.03, "largest change of a pixel, in [0, 1]"),
        AttackOption.steps("steps", 10, "gradients, at least 1"));
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new Pgd(options.number("epsilon"), options.count("steps"));
  }
}
