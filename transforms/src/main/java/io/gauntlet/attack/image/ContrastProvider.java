package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;

/** {@code contrast:factor=0.5}. */
public final class ContrastProvider implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "contrast",
        Knowledge.NOTHING,
        "less contrast, or more, a control",
        "contrast",
        "a control; Hendrycks and Dietterich 2019, section 3",
        AttackOption.budget("factor", 0.5, "of every difference from the mean, at least 0"));
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new Contrast(options.number("factor"));
  }
}
