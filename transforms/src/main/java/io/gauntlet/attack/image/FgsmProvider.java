package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;

/** {@code fgsm:epsilon=0.03}. */
public final class FgsmProvider implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "fgsm",
        Knowledge.WHITE_BOX,
        "one step along the gradient's sign",
        "largest change of a pixel",
        "Goodfellow et al. 2014, section 4",
        AttackOption.budget("epsilon", 0.03, "largest change of a pixel, in [0, 1]"));
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new Fgsm(options.number("epsilon"));
  }
}
