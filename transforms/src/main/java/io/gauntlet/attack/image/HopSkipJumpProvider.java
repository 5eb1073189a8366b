package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.image.kit.Norm;

/** {@code hop-skip-jump:queries=5000}. */
public final class HopSkipJumpProvider implements ImageAttackProvider {

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "hop-skip-jump",
        Knowledge.DECISIONS,
        "along the boundary, by the victim's decisions around it",
        Distance.LENGTH,
        "Chen et al. 2020, algorithm 2",
        Distance.L2,
        AttackOption.steps("queries", 5000, "of each study at most"),
        AttackOption.count("probes", 100, "around the boundary in the first iteration"));
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new HopSkipJump(
        new Distance(Norm.L2, options.number("epsilon")),
        options.count("queries"),
        options.count("probes"));
  }
}
