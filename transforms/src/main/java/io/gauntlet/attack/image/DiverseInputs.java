package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.OptionRange;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.GradientAttack;
import io.gauntlet.attack.image.kit.Iteration;
import io.gauntlet.attack.image.kit.PerImage;

/**
 * The diverse-inputs iterative method (Xie et al. 2019, section 3.3), for images that other victims
 * err on too: each gradient is taken with some probability at an image that is shrunk and padded at
 * random, so that the change does not fit one victim alone. (The paper enlarges and pads, for a
 * network that takes any size; here the size is fixed.) With a decay above 0 it has the momentum of
 * {@link MomentumIterative}.
 *
 * @param steps gradients, at least 1
 * @param travel length of all steps together, in epsilons, above 0
 * @param decay of the momentum, in {@code [0, 10]}
 * @param probability of a changed input, in {@code [0, 1]}
 * @param shrink the least height and width of a changed input, as a share of the image's, in {@code
 *     [0.1, 1]}
 */
record DiverseInputs(
    Ball ball, int steps, double travel, double decay, double probability, double shrink)
    implements GradientAttack {

  DiverseInputs {
    OptionRange.atLeast("steps", steps, 1);
    OptionRange.above("travel", travel, 0);
    OptionRange.within("decay", decay, 0, 10);
    OptionRange.within("probability", probability, 0, 1);
    OptionRange.within("shrink", shrink, 0.1, 1);
  }

  @Override
  public NDArray gradient(Iteration iteration) {
    Shrunk shrunk = Shrunk.draw(iteration.x(), iteration.random(), probability, shrink);
    return iteration.gradient(shrunk, loss()).gradient();
  }

  @Override
  public NDArray direction(NDArray momentum, NDArray gradient) {
    return momentum.mul((float) decay).add(PerImage.overL1Norm(gradient));
  }
}
