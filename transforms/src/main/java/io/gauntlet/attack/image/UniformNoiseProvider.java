package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.image.kit.Ball;

/** {@code uniform-noise:epsilon=0.03}. */
public final class UniformNoiseProvider implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "uniform-noise",
        Knowledge.NOTHING,
        "noise within the ball, a control",
        Ball.LARGEST_CHANGE,
        "a control",
        Ball.EPSILON);
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new Noise(Noise.Kind.UNIFORM, Ball.linf(options).epsilon());
  }
}
