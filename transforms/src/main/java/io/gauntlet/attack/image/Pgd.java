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
import io.gauntlet.attack.image.kit.Seeds;
import io.gauntlet.attack.image.kit.Stack;
import java.util.function.IntPredicate;

/**
 * Projected gradient descent from random points of the ball (Madry et al. 2018, section 2.1). The
 * steps travel 2.5 epsilons together, so that every start can reach every corner.
 *
 * @param steps gradients of each restart, at least 1
 * @param travel length of all steps together, in epsilons
 * @param restarts random starts, at least 1; side by side, and looked at in turns no larger than
 *     the batch
 * @param untilFooled whether a study leaves once it is fooled, or its loss is driven on
 */
record Pgd(Ball ball, int steps, double travel, int restarts, boolean untilFooled)
    implements ImageAttack {

  /** Checks the ranges. */
  Pgd {
    Ranges.steps(steps);
    Ranges.travel(travel);
    Ranges.atLeast("restarts", restarts, 1);
  }

  @Override
  public NDArray attack(PixelClassifier victim, NDArray pixels, NDArray labels, long[] seeds) {
    double size = travel * ball.epsilon() / steps;
    try (Search search = Search.highest(victim, pixels, labels)) {
      Search runs = search.repeat(restarts);
      NDArray clean = Stack.repeat(search.manager(), pixels, restarts);
      NDArray start = ball.draw(clean, Seeds.restarts(seeds, restarts));
      IntPredicate left = untilFooled ? runs::isDone : Path.TO_THE_END;
      Path.follow(
          runs,
          clean,
          new NDList(start),
          steps,
          left,
          (turn, state) -> {
            NDArray x = state.head();
            NDArray gradient = turn.search.gradient(x, Loss.CROSS_ENTROPY).gradient;
            return new NDList(ball.step(turn.clean, x, gradient, size));
          });
      return search.finish(pixels.getManager());
    }
  }
}
