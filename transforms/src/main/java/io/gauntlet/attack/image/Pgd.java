package io.gauntlet.attack.image;

import io.gauntlet.attack.OptionRange;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.GradientAttack;
import io.gauntlet.attack.image.kit.Start;
import io.gauntlet.attack.image.kit.Until;

/**
 * Projected gradient descent (Madry et al. 2018, section 2.1): {@code x(t+1) = project(x(t) + size
 * * sign(gradient))}, from random points of the ball. Steps that travel 2.5 epsilons together reach
 * every corner from every start.
 *
 * @param steps gradients of each restart, at least 1
 * @param travel length of all steps together, in epsilons, above 0
 * @param restarts random starts, at least 1
 */
record Pgd(Ball ball, int steps, double travel, int restarts, Until until)
    implements GradientAttack {

  Pgd {
    OptionRange.atLeast("steps", steps, 1);
    OptionRange.above("travel", travel, 0);
    OptionRange.atLeast("restarts", restarts, 1);
  }

  @Override
  public Start start() {
    return Start.RANDOM;
  }
}
