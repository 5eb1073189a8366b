package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Path;
import io.gauntlet.attack.image.kit.Ranges;
import io.gauntlet.attack.image.kit.Search;

/**
 * The basic iterative method (Kurakin et al. 2017, section 2.2): steps along the gradient's sign
 * from the clean picture. One step over the whole ball is the fast gradient sign method (Goodfellow
 * et al. 2015, section 4).
 *
 * @param steps gradients, at least 1
 * @param travel length of all steps together, in epsilons
 */
record Bim(Ball ball, int steps, double travel) implements ImageAttack {

  /** Checks the ranges. */
  Bim {
    Ranges.steps(steps);
    Ranges.travel(travel);
  }

  /** The fast gradient sign method. */
  static Bim fgsm(Ball ball) {
    return new Bim(ball, 1, 1);
  }

  @Override
  public NDArray attack(PixelClassifier victim, NDArray pixels, NDArray labels, long[] seeds) {
    double size = travel * ball.epsilon() / steps;
    try (Search search = Search.highest(victim, pixels, labels)) {
      Path.follow(
          search,
          pixels,
          new NDList(search.start()),
          steps,
          Path.TO_THE_END,
          (turn, state) -> {
            NDArray x = state.head();
            NDArray gradient = turn.search.gradient(x, Loss.CROSS_ENTROPY).gradient;
            return new NDList(ball.step(turn.clean, x, gradient, size));
          });
      return search.finish(pixels.getManager());
    }
  }
}
