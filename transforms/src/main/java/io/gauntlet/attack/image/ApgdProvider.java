package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Until;
import java.util.List;

/** {@code apgd:epsilon=0.03:steps=100}. */
public final class ApgdProvider implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "apgd",
        Knowledge.WHITE_BOX,
        "projected gradient descent whose step sizes adapt, from random starts",
        Ball.LARGEST_CHANGE,
        "Croce and Hein 2020, Reliable evaluation, algorithm 1",
        Ball.EPSILON_OF_NORM,
        AttackOption.steps("steps", 100, "gradients of each restart; 50 or more make sense"),
        Ball.NORM,
        AttackOption.choice("loss", List.of("margin", "cross-entropy"), "what is made larger"),
        AttackOption.count("restarts", 5, "random starts, at least 1"),
        Until.FOOLED.asStandard());
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new Apgd(
        Ball.ofNorm(options),
        options.name("loss").equals("margin") ? Loss.MARGIN : Loss.CROSS_ENTROPY,
        options.count("steps"),
        options.count("restarts"),
        Until.of(options));
  }
}
