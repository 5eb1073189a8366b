package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.image.kit.Norm;
import io.gauntlet.attack.image.kit.Path;
import io.gauntlet.attack.image.kit.PerPicture;
import io.gauntlet.attack.image.kit.Ranges;
import io.gauntlet.attack.image.kit.Search;

/**
 * DeepFool (Moosavi-Dezfooli et al. 2016, algorithm 1): straight to where the linearised victim
 * changes its mind, again and again until the victim itself has, and a little beyond. Exact on a
 * linear victim where no pixel meets the end of its range. A study leaves once it is fooled.
 *
 * @param steps gradients at most, at least 1
 * @param overshoot how far beyond, as a share of the way, above 0
 */
record DeepFool(Distance distance, int steps, double overshoot) implements ImageAttack {

  /** Of every step, as in the authors' code: steps that only halve the rest would never arrive. */
  private static final float LEAST = 1e-4f;

  /** Checks the ranges. */
  DeepFool {
    Ranges.steps(steps);
    Ranges.above("overshoot", overshoot, 0);
  }

  @Override
  public NDArray attack(PixelClassifier victim, NDArray pixels, NDArray labels, long[] seeds) {
    boolean[] fooled = new boolean[seeds.length];
    try (Search search = Search.nearest(victim, pixels, labels, distance)) {
      Path.follow(
          search,
          pixels,
          new NDList(search.start(), pixels.zerosLike()),
          steps,
          place -> fooled[place] || search.isDone(place),
          (turn, state) -> {
            Search.Look look = turn.search.gradient(state.head(), Loss.MARGIN);
            float[] missing = new float[look.leads.length];
            float[] least = new float[missing.length];
            for (int i = 0; i < missing.length; i++) {
              boolean fools = look.leads[i] > 0;
              fooled[turn.places[i]] = fools;
              missing[i] = fools ? 0 : -look.leads[i];
              least[i] = fools ? 0 : LEAST;
            }
            NDManager scope = turn.clean.getManager();
            NDArray direction = Norm.L2.direction(look.gradient);
            NDArray way =
                PerPicture.column(scope, missing)
                    .div(slope(direction, look.gradient))
                    .add(PerPicture.column(scope, least));
            NDArray change = state.get(1).add(direction.mul(way));
            NDArray point = turn.clean.add(change.mul((float) (1 + overshoot))).clip(0, 1);
            return new NDList(point, change);
          });
      return search.finish(pixels.getManager());
    }
  }

  /** How steep a gradient is along its direction: its length, or 1 where it is zero. */
  private static NDArray slope(NDArray direction, NDArray gradient) {
    NDArray slope = PerPicture.sum(direction.mul(gradient));
    return slope.add(slope.eq(0));
  }
}
