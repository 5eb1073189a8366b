package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.image.kit.Ball;

/** {@code auto:epsilon=0.03}. */
public final class AutoProvider implements ImageAttackProvider {
  private static final String SQUARE_QUERIES = "square-queries";

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "auto",
        Knowledge.WHITE_BOX,
        "the honest suite: APGD on the margin, FAB, Square; the worst of each study",
        Ball.LARGEST_CHANGE,
        "after Croce and Hein 2020, Reliable evaluation, section 4",
        Ball.EPSILON,
        AttackOption.count(
            SQUARE_QUERIES, SquareProvider.QUERIES, "of Square, of each study at most"));
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return Auto.of(Ball.linf(options), options.count(SQUARE_QUERIES));
  }
}
