package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.image.kit.Ball;

/** {@code bim:epsilon=0.03:steps=10}. */
public final class BimProvider implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "bim",
        Knowledge.WHITE_BOX,
        "small steps along the gradient's sign, from the clean picture",
        Ball.LARGEST_CHANGE,
        "Kurakin et al. 2017, section 2.2",
        Ball.EPSILON,
        AttackOption.steps("steps", 10, "gradients, at least 1"),
        AttackOption.number("travel", 1.25, "length of all steps together, in epsilons"));
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new Bim(Ball.linf(options), options.count("steps"), options.number("travel"));
  }
}
