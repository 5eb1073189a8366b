package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.Path;
import io.gauntlet.attack.image.kit.PerPicture;
import io.gauntlet.attack.image.kit.Ranges;
import io.gauntlet.attack.image.kit.Search;
import io.gauntlet.attack.image.kit.Seeds;
import io.gauntlet.attack.image.kit.Stack;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Auto-PGD (Croce and Hein 2020, "Reliable evaluation", algorithm 1): a step size of its own for
 * each run, halved at checkpoints where the loss has stopped to rise, and then on from the best
 * point of the run.
 *
 * @param loss what is climbed: with two classes cross-entropy and margin agree until the
 *     cross-entropy's gradient underflows
 * @param steps gradients of each restart, at least 1; 50 or more, or there is a checkpoint at
 *     nearly every one
 * @param restarts random starts, at least 1; side by side, and looked at in turns no larger than
 *     the batch
 * @param untilFooled whether a study leaves once it is fooled, or its loss is driven on
 */
record Apgd(Ball ball, Loss loss, int steps, int restarts, boolean untilFooled)
    implements ImageAttack {
  private static final double MOMENTUM = 0.75;

  /** Checks the ranges. */
  Apgd {
    Ranges.steps(steps);
    Ranges.atLeast("restarts", restarts, 1);
  }

  @Override
  public NDArray attack(PixelClassifier victim, NDArray pixels, NDArray labels, long[] seeds) {
    try (Search search = Search.highest(victim, pixels, labels)) {
      Search runs = search.repeat(restarts);
      NDArray clean = Stack.repeat(search.manager(), pixels, restarts);
      NDArray start = ball.draw(clean, Seeds.restarts(seeds, restarts));
      List<ApgdStepSize> sizes =
          Stream.generate(() -> new ApgdStepSize(2 * ball.epsilon(), steps))
              .limit(runs.size())
              .toList();
      IntPredicate left = untilFooled ? runs::isDone : Path.TO_THE_END;
      NDList state = new NDList(start, start.duplicate(), start.duplicate(), start.zerosLike());
      Path.follow(runs, clean, state, steps, left, (turn, now) -> step(turn, now, sizes));
      return search.finish(pixels.getManager());
    }
  }

  /**
   * One step.
   *
   * @param state the points, those before them, the best of each run, and the gradients there
   */
  private NDList step(Path.Turn turn, NDList state, List<ApgdStepSize> sizes) {
    NDArray x = state.get(0);
    Search.Look look = turn.search.gradient(x, loss);
    int pictures = turn.places.length;
    boolean[] better = new boolean[pictures];
    boolean[] back = new boolean[pictures];
    float[] size = new float[pictures];
    for (int i = 0; i < pictures; i++) {
      ApgdStepSize own = sizes.get(turn.places[i]);
      better[i] = own.see(look.leads[i]);
      back[i] = own.halves(turn.number);
      size[i] = (float) own.size();
    }
    NDArray best = PerPicture.choose(better, x, state.get(2));
    NDArray slope = PerPicture.choose(better, look.gradient, state.get(3));
    NDArray from = PerPicture.choose(back, best, x);
    NDArray gradient = PerPicture.choose(back, slope, look.gradient);
    NDManager scope = turn.clean.getManager();
    NDArray next = ball.step(turn.clean, from, gradient, PerPicture.column(scope, size));
    if (turn.number > 0) {
      NDArray ahead = next.sub(from).mul((float) MOMENTUM);
      NDArray onward = from.sub(state.get(1)).mul((float) (1 - MOMENTUM));
      next = ball.project(turn.clean, from.add(ahead).add(onward));
    }
    return new NDList(next, from, best, slope);
  }
}
