package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.image.kit.Ball;

/** {@code fgsm:epsilon=0.03}. */
public final class FgsmProvider implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "fgsm",
        Knowledge.WHITE_BOX,
        "one step along the gradient's sign",
        Ball.LARGEST_CHANGE,
        "Goodfellow et al. 2015, section 4",
        Ball.EPSILON);
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return Bim.fgsm(Ball.linf(options));
  }
}
