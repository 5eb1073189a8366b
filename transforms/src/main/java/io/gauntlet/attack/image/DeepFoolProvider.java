package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.image.kit.Norm;

/** {@code deepfool:steps=50}. */
public final class DeepFoolProvider implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "deepfool",
        Knowledge.WHITE_BOX,
        "straight over the linearised boundary",
        Distance.LENGTH,
        "Moosavi-Dezfooli et al. 2016, algorithm 1",
        Distance.L2,
        AttackOption.steps("steps", 50, "gradients at most"),
        AttackOption.number("overshoot", 0.02, "share of the way gone beyond, above 0"));
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new DeepFool(
        new Distance(Norm.L2, options.number("epsilon")),
        options.count("steps"),
        options.number("overshoot"));
  }
}
