package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Until;

/** {@code pgd:epsilon=0.03:steps=10}. */
public final class PgdProvider implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "pgd",
        Knowledge.WHITE_BOX,
        "projected gradient descent from random starts",
        Ball.LARGEST_CHANGE,
        "Madry et al. 2018, section 2.1",
        Ball.EPSILON_OF_NORM,
        AttackOption.steps("steps", 10, "gradients, at least 1"),
        Ball.NORM,
        AttackOption.count("restarts", 1, "random starts, at least 1"),
        AttackOption.number("travel", 2.5, "length of all steps together, in epsilons"),
        Until.END.asStandard());
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new Pgd(
        Ball.ofNorm(options),
        options.count("steps"),
        options.number("travel"),
        options.count("restarts"),
        Until.of(options));
  }
}
