package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.OptionRange;
import io.gauntlet.attack.image.kit.BestPointSearch;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.image.kit.GradientAt;
import io.gauntlet.attack.image.kit.Iteration;
import io.gauntlet.attack.image.kit.Norm;
import io.gauntlet.attack.image.kit.PerImage;
import io.gauntlet.attack.image.kit.State;
import io.gauntlet.attack.image.kit.Steps;
import java.util.function.UnaryOperator;

/**
 * The fast minimum-norm attack (Pintor et al. 2021, algorithm 1): steps along the gradient of the
 * margin, each projected onto a ball around the clean image whose radius is learnt for each study.
 * It shrinks while the victim errs and grows while it does not; before the victim erred for the
 * first time it reaches to where the linearised victim would.
 *
 * @param steps gradients, at least 1
 * @param stepSize length of the first step, above 0; the last one has a hundredth of it
 * @param gamma share by which the radius changes at first, in (0, 1); a thousandth at last
 */
record Fmn(Distance distance, int steps, double stepSize, double gamma) implements ImageAttack {
  /** The options that the authors' code has for {@code steps, step-size, gamma}. */
  static final int STEPS = 100;

  static final double STEP_SIZE = 1;
  static final double GAMMA = 0.05;

  /** A little beyond the boundary, where rounding does not decide. */
  private static final float BEYOND = 1.001f;

  private static final double LAST_STEP = 0.01;
  private static final double LAST_GAMMA = 0.001;

  Fmn {
    OptionRange.atLeast("steps", steps, 1);
    OptionRange.above("step-size", stepSize, 0);
    OptionRange.within("gamma", gamma, LAST_GAMMA, 1);
  }

  /**
   * The state of the way.
   *
   * @param x where it is
   * @param radius of each study's ball, {@code [images, 1, 1, 1]}
   * @param nearest distance at which each victim erred, infinite where it never did
   */
  private record Way(NDArray x, NDArray radius, NDArray nearest) implements State<Way> {
    @Override
    public Way map(UnaryOperator<NDArray> each) {
      return new Way(each.apply(x), each.apply(radius), each.apply(nearest));
    }
  }

  @Override
  public NDArray attack(ImageClassifier victim, ImageBatch batch) {
    try (BestPointSearch search = BestPointSearch.nearest(victim, batch, distance)) {
      Steps.fromClean(search, x -> new Way(x, infinite(x), infinite(x)))
          .leaving(search::isDone)
          .run(steps, this::step);
      return search.result();
    }
  }

  private static NDArray infinite(NDArray images) {
    return images
        .getManager()
        .full(new Shape(images.getShape().get(0), 1, 1, 1), Float.POSITIVE_INFINITY);
  }

  private Way step(Iteration iteration, Way way) {
    NDManager scope = iteration.scope();
    GradientAt at = iteration.gradient(Loss.MARGIN);
    NDArray clean = iteration.clean();
    NDArray change = way.x().sub(clean);
    NDArray size = distance.norm().size(change);
    NDArray fooled = fooled(scope, at);
    NDArray nearest = NDArrays.where(fooled, NDArrays.minimum(way.nearest(), size), way.nearest());
    double pace = cosine(iteration.number(), gamma, LAST_GAMMA);
    NDArray shrunk = NDArrays.minimum(way.radius().mul((float) (1 - pace)), nearest);
    NDArray erred = way.nearest().lt(Float.POSITIVE_INFINITY);
    NDArray grown =
        NDArrays.where(
            erred, way.radius().mul((float) (1 + pace)), size.add(missing(scope, at)).mul(BEYOND));
    NDArray radius = NDArrays.where(fooled, shrunk, grown);
    NDArray moved =
        change.add(
            Norm.L2
                .direction(at.gradient())
                .mul((float) cosine(iteration.number(), stepSize, stepSize * LAST_STEP)));
    NDArray x = clean.add(distance.norm().shorten(moved, radius)).clip(0, 1);
    return new Way(x, radius, nearest);
  }

  private static NDArray fooled(NDManager scope, GradientAt at) {
    float[] fooled = new float[at.size()];
    for (int i = 0; i < fooled.length; i++) {
      fooled[i] = at.isFooled(i) ? 1 : 0;
    }
    return PerImage.column(scope, fooled).gt(0);
  }

  /** How far the boundary of the linearised victim is, infinite where it has no slope. */
  private NDArray missing(NDManager scope, GradientAt at) {
    float[] slopes = distance.norm().slope(at.gradient()).toFloatArray();
    float[] missing = new float[at.size()];
    for (int i = 0; i < missing.length; i++) {
      missing[i] = slopes[i] > 0 ? Math.abs(at.margin(i)) / slopes[i] : Float.POSITIVE_INFINITY;
    }
    return PerImage.column(scope, missing);
  }

  /** A number that goes from the first to the last along half a cosine. */
  private double cosine(int step, double first, double last) {
    return last + (first - last) * (1 + Math.cos(Math.PI * step / steps)) / 2;
  }
}
