package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;

/** {@code gaussian-noise:sigma=0.03}. */
public final class GaussianNoiseProvider implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "gaussian-noise",
        Knowledge.NOTHING,
        "normal noise, a control",
        "standard deviation of the noise",
        "a control; Hendrycks and Dietterich 2019, section 3",
        AttackOption.budget("sigma", 0.03, "standard deviation of the noise, in [0, 1]"));
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new Noise(Noise.Kind.GAUSSIAN, options.number("sigma"));
  }
}
