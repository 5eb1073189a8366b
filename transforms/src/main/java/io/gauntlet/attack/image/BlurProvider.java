package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;

/** {@code blur:sigma=1}. */
public final class BlurProvider implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "blur",
        Knowledge.NOTHING,
        "a Gaussian blur, a control",
        "width of the blur",
        "a control; Hendrycks and Dietterich 2019, section 3",
        AttackOption.budget("sigma", 1, "standard deviation of the blur, in pixels, above 0"));
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new Blur(options.number("sigma"));
  }
}
