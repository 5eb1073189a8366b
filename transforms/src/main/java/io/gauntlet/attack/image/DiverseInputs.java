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
import java.util.List;
import java.util.SplittableRandom;

/**
 * The diverse-inputs iterative method (Xie et al. 2019, section 3.3), for pictures that other
 * victims err on too: each gradient is taken with some probability at a picture that is shrunk and
 * padded at random, so that the change does not fit one victim alone. (The paper enlarges and pads,
 * for a network that takes any size; here the size is fixed.) With a decay above 0 it has the
 * momentum of {@link MomentumIterative}.
 *
 * @param steps gradients, at least 1
 * @param travel length of all steps together, in epsilons
 * @param decay of the momentum, at least 0
 * @param probability of a changed input, in {@code [0, 1]}
 * @param shrink the least height and width of a changed input, as a share of the picture's
 */
record DiverseInputs(
    Ball ball, int steps, double travel, double decay, double probability, double shrink)
    implements ImageAttack {

  /** Checks the ranges. */
  DiverseInputs {
    Ranges.steps(steps);
    Ranges.travel(travel);
    Ranges.within("decay", decay, 0, 10);
    Ranges.within("probability", probability, 0, 1);
    Ranges.within("shrink", shrink, 0.1, 1);
  }

  @Override
  public NDArray attack(PixelClassifier victim, NDArray pixels, NDArray labels, long[] seeds) {
    double size = travel * ball.epsilon() / steps;
    List<SplittableRandom> random = Seeds.streams(seeds);
    try (Search search = Search.highest(victim, pixels, labels)) {
      Path.follow(
          search,
          pixels,
          new NDList(pixels.duplicate(), pixels.zerosLike()),
          steps,
          Path.TO_THE_END,
          (turn, state) -> {
            NDArray x = state.head();
            Shrunk shrunk = Shrunk.draw(x, random, probability, shrink);
            NDArray shown = shrunk.apply(x);
            Search.Look look = turn.search.gradientOnly(shown, Loss.CROSS_ENTROPY);
            turn.search.keepSome(x, look.leads, shrunk.whole());
            NDArray gradient = shrunk.back(look.gradient);
            NDArray momentum = MomentumIterative.accumulate(state.get(1), gradient, decay);
            return new NDList(ball.step(turn.clean, x, momentum, size), momentum);
          });
      return search.finish(pixels.getManager());
    }
  }
}
