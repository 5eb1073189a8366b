package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.OptionRange;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.GradientAttack;
import io.gauntlet.attack.image.kit.PerImage;

/**
 * The momentum iterative fast gradient sign method (Dong et al. 2018, algorithm 1): {@code g(t+1) =
 * decay * g(t) + gradient / |gradient|1} for each study on its own, and {@code x(t+1) =
 * project(x(t) + epsilon / steps * sign(g(t+1)))}, from the clean image. A zero gradient adds
 * nothing.
 *
 * @param steps gradients, at least 1; together they travel one epsilon
 * @param decay of the momentum, in {@code [0, 10]}; 1 in the paper
 */
record MomentumIterative(Ball ball, int steps, double decay) implements GradientAttack {

  MomentumIterative {
    OptionRange.atLeast("steps", steps, 1);
    OptionRange.within("decay", decay, 0, 10);
  }

  @Override
  public NDArray direction(NDArray momentum, NDArray gradient) {
    return momentum.mul((float) decay).add(PerImage.overL1Norm(gradient));
  }
}
