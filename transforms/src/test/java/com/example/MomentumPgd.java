package com.example;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.ImageAttackProvider;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.GradientAttack;
import io.gauntlet.attack.image.kit.PerImage;

/** A gradient attack from another jar: PGD from random starts, with the momentum of MI-FGSM. */
public final class MomentumPgd implements ImageAttackProvider {
  @Override
  public AttackDescription description() {
    return AttackDescription.of(
        "momentum-pgd",
        AttackDescription.AttackerKnowledge.WHITE_BOX,
        "PGD with momentum",
        Ball.LARGEST_CHANGE,
        "an example",
        Ball.EPSILON_OF_NORM,
        AttackOption.NORM,
        AttackOption.steps("steps", 10, "gradients of each run, at least 1"),
        AttackOption.count("restarts", 3, "runs, at least 1"));
  }

  @Override
  public GradientAttack create(AttackOptions options) {
    return new Attack(Ball.ofNorm(options), options.count("steps"), options.count("restarts"));
  }

  private record Attack(Ball ball, int steps, int restarts) implements GradientAttack {
    @Override
    public NDArray direction(NDArray momentum, NDArray gradient) {
      return momentum.add(PerImage.overL1Norm(gradient));
    }
  }
}
