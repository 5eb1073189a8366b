package io.gauntlet.attack.image;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.image.kit.Norm;

/** {@code fab:steps=100}. */
public final class FabProvider implements ImageAttackProvider {
  private static final int STEPS = 100;
  private static final double ALPHA_MAX = 0.1;
  private static final double ETA = 1.05;
  private static final double BETA = 0.9;

  /** The attack with the paper's options. */
  static Fab standard(Distance distance) {
    return new Fab(distance, STEPS, ALPHA_MAX, ETA, BETA);
  }

  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "fab",
        Knowledge.WHITE_BOX,
        "nearest change that fools, along the linearised boundary",
        Ball.LARGEST_CHANGE,
        "Croce and Hein 2020, A fast adaptive boundary attack, algorithm 1",
        Distance.LINF,
        AttackOption.steps("steps", STEPS, "gradients, at least 1"),
        AttackOption.number(
            "alpha-max", ALPHA_MAX, "most weight of the way from the clean picture, in [0, 1]"),
        AttackOption.number("eta", ETA, "overshoot of the steps, in [1, 2]"),
        AttackOption.number("beta", BETA, "what a step back leaves of the way, in [0, 1]"));
  }

  @Override
  public ImageAttack create(AttackOptions options) {
    return new Fab(
        new Distance(Norm.LINF, options.number("epsilon")),
        options.count("steps"),
        options.number("alpha-max"),
        options.number("eta"),
        options.number("beta"));
  }
}
