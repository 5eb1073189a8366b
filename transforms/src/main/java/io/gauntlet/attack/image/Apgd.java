package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.OptionRange;
import io.gauntlet.attack.image.kit.Ball;
import io.gauntlet.attack.image.kit.BestPointSearch;
import io.gauntlet.attack.image.kit.GradientAt;
import io.gauntlet.attack.image.kit.Iteration;
import io.gauntlet.attack.image.kit.PerImage;
import io.gauntlet.attack.image.kit.Start;
import io.gauntlet.attack.image.kit.State;
import io.gauntlet.attack.image.kit.Until;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Auto-PGD (Croce and Hein 2020, "Reliable evaluation", algorithm 1): a step size of its own for
 * each run, halved at checkpoints where the loss has stopped to rise, and then on from the best
 * point of the run.
 *
 * @param loss what is climbed: with two classes cross-entropy and margin agree until the gradient
 *     of the cross-entropy underflows
 * @param steps gradients of each restart, at least 1; 50 or more, or there is a checkpoint at
 *     nearly every one
 * @param restarts random starts, at least 1
 */
record Apgd(Ball ball, Loss loss, int steps, int restarts, Until until) implements ImageAttack {
  private static final double MOMENTUM = 0.75;

  Apgd {
    OptionRange.atLeast("steps", steps, 1);
    OptionRange.atLeast("restarts", restarts, 1);
  }

  /**
   * The state of the runs.
   *
   * @param x where they are
   * @param before where they were a step ago
   * @param best the point of the highest margin of each run
   * @param gradientAtBest the gradient there
   */
  private record Runs(NDArray x, NDArray before, NDArray best, NDArray gradientAtBest)
      implements State<Runs> {

    static Runs at(NDArray start) {
      return new Runs(start, start.duplicate(), start.duplicate(), start.zerosLike());
    }

    @Override
    public Runs map(UnaryOperator<NDArray> change) {
      return new Runs(
          change.apply(x), change.apply(before), change.apply(best), change.apply(gradientAtBest));
    }
  }

  @Override
  public NDArray attack(ImageClassifier victim, ImageBatch batch) {
    try (BestPointSearch search = BestPointSearch.highestMargin(victim, batch)) {
      BestPointSearch restarted = search.repeat(restarts);
      List<ApgdStepSize> sizes =
          Stream.generate(() -> new ApgdStepSize(2 * ball.epsilon(), steps))
              .limit(restarted.size())
              .toList();
      Start.RANDOM
          .steps(restarted, ball, Runs::at)
          .until(until)
          .run(steps, (iteration, runs) -> step(iteration, runs, sizes));
      return search.result();
    }
  }

  private Runs step(Iteration iteration, Runs runs, List<ApgdStepSize> sizes) {
    GradientAt at = iteration.gradient(loss);
    boolean[] better = new boolean[iteration.size()];
    boolean[] goesBack = new boolean[iteration.size()];
    float[] size = new float[iteration.size()];
    for (int run = 0; run < size.length; run++) {
      ApgdStepSize own = sizes.get(iteration.place(run));
      better[run] = own.see(at.margin(run));
      goesBack[run] = own.halves(iteration.number());
      size[run] = (float) own.size();
    }
    NDArray best = PerImage.choose(better, runs.x(), runs.best());
    NDArray gradientAtBest = PerImage.choose(better, at.gradient(), runs.gradientAtBest());
    NDArray from = PerImage.choose(goesBack, best, runs.x());
    NDArray gradient = PerImage.choose(goesBack, gradientAtBest, at.gradient());
    NDArray next =
        ball.step(iteration.clean(), from, gradient, PerImage.column(iteration.scope(), size));
    if (iteration.number() > 0) {
      NDArray ahead = next.sub(from).mul((float) MOMENTUM);
      NDArray onward = from.sub(runs.before()).mul((float) (1 - MOMENTUM));
      next = ball.project(iteration.clean(), from.add(ahead).add(onward));
    }
    return new Runs(next, from, best, gradientAtBest);
  }
}
