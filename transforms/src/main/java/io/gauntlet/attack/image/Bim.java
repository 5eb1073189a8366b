package io.gauntlet.attack.image;

import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.GradientAttack;
import io.gauntlet.attack.image.kit.Ranges;

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
    Ranges.steps(steps);
    Ranges.travel(travel);
  }

  /** The fast gradient sign method: {@code x + epsilon * sign(gradient)}. */
  static Bim fgsm(Ball ball) {
    return new Bim(ball, 1, 1);
  }
}
