package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.image.kit.Ball;

/** {@code square:epsilon=0.03:queries=5000}. */
public final class SquareProvider implements ImageAttackProvider {
  static final int QUERIES = 5000;
  static final double SHARE = 0.8;

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "square",
        Knowledge.SCORES,
        "squares at random places, kept where the margin rises",
        Ball.LARGEST_CHANGE,
        "Andriushchenko et al. 2020, algorithms 1 and 2",
        Ball.EPSILON,
        AttackOption.steps("queries", QUERIES, "of each study at most"),
        AttackOption.number(
            "p-init", SHARE, "share of the picture that the first squares cover, in (0, 1]"));
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new Square(Ball.linf(options), options.count("queries"), options.number("p-init"));
  }
}
