package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.image.kit.Ball;

/** {@code di-fgsm:epsilon=0.03:steps=10}. */
public final class DiverseInputsProvider implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "di-fgsm",
        Knowledge.WHITE_BOX,
        "steps from gradients at shrunk and padded pictures, made for transfer",
        Ball.LARGEST_CHANGE,
        "Xie et al. 2019, section 3.3",
        Ball.EPSILON,
        AttackOption.steps("steps", 10, "gradients, at least 1"),
        AttackOption.number("travel", 1.25, "length of all steps together, in epsilons"),
        AttackOption.number("decay", 0, "of the momentum, at least 0"),
        AttackOption.number("probability", 0.5, "of a changed input, in [0, 1]"),
        AttackOption.number("shrink", 0.9, "least size of a changed input, a share in [0.1, 1]"));
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new DiverseInputs(
        Ball.linf(options),
        options.count("steps"),
        options.number("travel"),
        options.number("decay"),
        options.number("probability"),
        options.number("shrink"));
  }
}
