package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.image.kit.Ball;

/** {@code mi-fgsm:epsilon=0.03:steps=10}. */
public final class MomentumIterativeProvider implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "mi-fgsm",
        Knowledge.WHITE_BOX,
        "steps along the sign of a momentum of gradients",
        Ball.LARGEST_CHANGE,
        "Dong et al. 2018, algorithm 1",
        Ball.EPSILON,
        AttackOption.steps("steps", 10, "gradients, at least 1"),
        AttackOption.number("decay", 1, "of the momentum, at least 0"));
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new MomentumIterative(
        Ball.linf(options), options.count("steps"), options.number("decay"));
  }
}
