package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Path;
import io.gauntlet.attack.image.kit.PerPicture;
import io.gauntlet.attack.image.kit.Ranges;
import io.gauntlet.attack.image.kit.Search;

/**
 * The momentum iterative fast gradient sign method (Dong et al. 2018, algorithm 1): each study's
 * gradient is divided by its own L1 norm, then added to what is left of those before it, and the
 * step follows the sign of that. A zero gradient adds nothing.
 *
 * @param steps gradients, at least 1; together they travel one epsilon
 * @param decay of the momentum, at least 0
 */
record MomentumIterative(Ball ball, int steps, double decay) implements ImageAttack {

  /** Checks the ranges. */
  MomentumIterative {
    Ranges.steps(steps);
    Ranges.within("decay", decay, 0, 10);
  }

  @Override
  public NDArray attack(PixelClassifier victim, NDArray pixels, NDArray labels, long[] seeds) {
    double size = ball.epsilon() / steps;
    try (Search search = Search.highest(victim, pixels, labels)) {
      Path.follow(
          search,
          pixels,
          new NDList(search.start(), pixels.zerosLike()),
          steps,
          Path.TO_THE_END,
          (turn, state) -> {
            NDArray x = state.head();
            NDArray gradient = turn.search.gradient(x, Loss.CROSS_ENTROPY).gradient;
            NDArray momentum = accumulate(state.get(1), gradient, decay);
            return new NDList(ball.step(turn.clean, x, momentum, size), momentum);
          });
      return search.finish(pixels.getManager());
    }
  }

  /** {@code decay * momentum + gradient / |gradient|1}, by study. */
  static NDArray accumulate(NDArray momentum, NDArray gradient, double decay) {
    NDArray scaled = PerPicture.scaled(gradient);
    NDArray length = PerPicture.sum(scaled.abs());
    return momentum.mul((float) decay).add(scaled.div(length.add(length.eq(0))));
  }
}
