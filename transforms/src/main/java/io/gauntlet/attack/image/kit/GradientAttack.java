package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.OptionRange;
import java.util.function.UnaryOperator;

/**
 * The family of the fast gradient sign method: all steps have one size, each follows a direction
 * that is made of the gradient there and the direction before it, and goes back into the ball.
 *
 * <pre>
 * d(t+1) = direction(d(t), gradient of the loss at x(t))
 * x(t+1) = project(x(t) + travel * epsilon / steps * d(t+1) / |d(t+1)|)
 * </pre>
 *
 * <p>An attack of the family is a record whose components are these methods, and overrides what is
 * its own. In the maximum norm {@code d / |d|} is the sign of {@code d}. Of all points on the way
 * the one of the highest margin is returned.
 */
public interface GradientAttack extends ImageAttack {

  /** The ball that bounds the change. */
  Ball ball();

  /** Gradients of each run, at least 1. */
  int steps();

  /** Length of all steps together, in epsilons, above 0: by default one. */
  default double travel() {
    return 1;
  }

  /**
   * Where runs begin: by default at the clean images where there is one run, and at random points
   * where there are several, which would be the same run otherwise.
   */
  default Start start() {
    return restarts() == 1 ? Start.CLEAN : Start.RANDOM;
  }

  /** Runs side by side, at least 1. */
  default int restarts() {
    return 1;
  }

  /** When a study leaves. */
  default Until until() {
    return Until.END;
  }

  /** The loss that is climbed. */
  default Loss loss() {
    return Loss.CROSS_ENTROPY;
  }

  /** The gradient that a step is made of: by default that of the loss where the step begins. */
  default NDArray gradient(Iteration iteration) {
    return iteration.gradient(loss()).gradient();
  }

  /**
   * The direction of a step: by default the gradient alone.
   *
   * @param before that of the step before it, zero at first; {@code [images, views, height, width]}
   * @param gradient where the step begins, of the same shape
   */
  default NDArray direction(NDArray before, NDArray gradient) {
    return gradient;
  }

  @Override
  default NDArray attack(ImageClassifier victim, ImageBatch batch) {
    OptionRange.atLeast("steps", steps(), 1);
    OptionRange.atLeast("restarts", restarts(), 1);
    double size = travel() * ball().epsilon() / steps();
    try (BestPointSearch search = BestPointSearch.highestMargin(victim, batch)) {
      start()
          .steps(search.repeat(restarts()), ball(), x -> new Climb(x, x.zerosLike()))
          .until(until())
          .run(
              steps(),
              (iteration, now) -> {
                NDArray direction = direction(now.direction(), gradient(iteration));
                return new Climb(
                    ball().step(iteration.clean(), now.x(), direction, size), direction);
              });
      return search.result();
    }
  }

  /**
   * The state of the climb.
   *
   * @param x where it is
   * @param direction of its last step
   */
  record Climb(NDArray x, NDArray direction) implements State<Climb> {
    @Override
    public Climb map(UnaryOperator<NDArray> change) {
      return new Climb(change.apply(x), change.apply(direction));
    }
  }
}
