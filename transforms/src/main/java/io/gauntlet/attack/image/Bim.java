package io.gauntlet.attack.image;

import io.gauntlet.attack.OptionRange;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.GradientAttack;

/**
 * The basic iterative method (Kurakin et al. 2017, section 2.2): {@code x(t+1) = project(x(t) +
 * size * sign(gradient))}, from the clean image. One step over the whole ball is the fast gradient
 * sign method (Goodfellow et al. 2015, section 4).
 *
 * @param steps gradients, at least 1
 * @param travel length of all steps together, in epsilons, above 0
 */
record Bim(Ball ball, int steps, double travel) implements GradientAttack {

  Bim {
    OptionRange.atLeast("steps", steps, 1);
    OptionRange.above("travel", travel, 0);
  }

  /** The fast gradient sign method: {@code x + epsilon * sign(gradient)}. */
  static Bim fgsm(Ball ball) {
    return new Bim(ball, 1, 1);
  }
}
