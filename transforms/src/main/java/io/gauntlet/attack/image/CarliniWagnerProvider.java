package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.image.kit.Norm;

/** {@code cw:steps=1000}. */
public final class CarliniWagnerProvider implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "cw",
        Knowledge.WHITE_BOX,
        "shortest change that fools, by Adam on length and margin",
        Distance.LENGTH,
        "Carlini and Wagner 2017, section VI.A",
        Distance.L2,
        AttackOption.steps("steps", 1000, "gradients of each round at most"),
        AttackOption.count("rounds", 9, "of the bisection of the margin's weight, at least 1"),
        AttackOption.number("rate", 0.01, "Adam's learning rate, above 0"),
        AttackOption.number("weight", 0.001, "of the margin in the first round, above 0"),
        AttackOption.number("confidence", 0, "by how much the victim shall err, at least 0"));
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new CarliniWagner(
        new Distance(Norm.L2, options.number("epsilon")),
        options.count("rounds"),
        options.count("steps"),
        options.number("rate"),
        options.number("weight"),
        options.number("confidence"));
  }
}
