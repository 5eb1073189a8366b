package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.ImageBatch;
import io.gauntlet.attack.ImageClassifier;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.OptionRange;
import io.gauntlet.attack.image.kit.BestPointSearch;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.image.kit.GradientAt;
import io.gauntlet.attack.image.kit.ImageValues;
import io.gauntlet.attack.image.kit.Iteration;
import io.gauntlet.attack.image.kit.PerImage;
import io.gauntlet.attack.image.kit.State;
import io.gauntlet.attack.image.kit.Steps;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The fast adaptive boundary attack in the maximum norm, untargeted (Croce and Hein 2020,
 * "Minimally distorted adversarial examples with a fast adaptive boundary attack", algorithm 1):
 * each step mixes the projections of the current point and of the clean image onto the linearised
 * boundary, the nearest of those to the other classes, and so stays near the clean image; wherever
 * the victim errs, it goes part of the way back to it.
 *
 * @param steps gradients, at least 1
 * @param bias largest weight of the projection of the clean image, alpha-max in the paper, in
 *     {@code [0, 1]}
 * @param overshoot how far the steps go beyond the boundary, eta in the paper, in {@code [1, 2]}
 * @param backward the share of the way that is left after a step back, beta in the paper, in {@code
 *     (0, 1)}
 */
record Fab(Distance distance, int steps, double bias, double overshoot, double backward)
    implements ImageAttack {
  /** The options that the paper has for {@code steps, alpha-max, eta, beta}. */
  static final int STEPS = 100;

  static final double ALPHA_MAX = 0.1;
  static final double ETA = 1.05;
  static final double BETA = 0.9;

  private static final int FINAL_STEPS = 3;

  /** A little beyond the boundary, where rounding does not decide. */
  private static final float BEYOND = 1.001f;

  /** The attack with the paper's options. */
  static Fab standard(Distance distance) {
    return new Fab(distance, STEPS, ALPHA_MAX, ETA, BETA);
  }

  Fab {
    OptionRange.atLeast("steps", steps, 1);
    OptionRange.within("alpha-max", bias, 0, 1);
    OptionRange.within("eta", overshoot, 1, 2);
    OptionRange.within("beta", backward, 0, 1);
  }

  /**
   * The state of the way.
   *
   * @param x where it is
   */
  private record Point(NDArray x) implements State<Point> {
    @Override
    public Point map(UnaryOperator<NDArray> change) {
      return new Point(change.apply(x));
    }
  }

  @Override
  public NDArray attack(ImageClassifier victim, ImageBatch batch) {
    try (BestPointSearch search = BestPointSearch.nearest(victim, batch, distance)) {
      Steps.fromClean(search, Point::new)
          .leaving(search::isDone)
          .run(steps, (iteration, point) -> step(iteration));
      polish(search);
      return search.result();
    }
  }

  private Point step(Iteration iteration) {
    GradientAt at = iteration.gradient(Loss.MARGIN);
    NDArray clean = iteration.clean();
    float[][] from = ImageValues.split(clean);
    float[][] points = ImageValues.split(iteration.x());
    Ahead[] nearest = new Ahead[points.length];
    for (int rank = 0; rank < Math.min(at.rivals(), DeepFool.MOST_RIVALS); rank++) {
      GradientAt of = rank == 0 ? at : iteration.gradient(Loss.ofRival(rank));
      float[][] slopes = ImageValues.split(of.gradient());
      for (int i = 0; i < points.length; i++) {
        Ahead ahead = towards(from[i], points[i], slopes[i], of.lead(i, rank));
        nearest[i] = rank == 0 || ahead.distance < nearest[i].distance ? ahead : nearest[i];
      }
    }
    List<float[]> ahead = Arrays.stream(nearest).map(each -> each.point).toList();
    NDArray next = ImageValues.join(iteration.scope(), ahead, clean.getShape());
    float[] margins = iteration.margins(next);
    float[] kept = new float[margins.length];
    for (int i = 0; i < margins.length; i++) {
      kept[i] = margins[i] > 0 ? (float) backward : 1;
    }
    NDArray way = next.sub(clean).mul(PerImage.column(iteration.scope(), kept));
    return new Point(clean.add(way));
  }

  /** Where a step may go, and how far the linearised boundary is; infinite without a slope. */
  private static final class Ahead {
    private final float[] point;
    private final double distance;

    Ahead(float[] point, double distance) {
      this.point = point;
      this.distance = distance;
    }
  }

  /** The next point of one study, by the lead of a wrong class linearised at a point. */
  private Ahead towards(float[] clean, float[] point, float[] slope, float margin) {
    int size = point.length;
    float[] here = new float[size];
    float[] there = new float[size];
    double cleanMargin = margin;
    for (int i = 0; i < size; i++) {
      cleanMargin += (double) slope[i] * (clean[i] - point[i]);
    }
    double near = Hyperplane.reach(slope, point, -margin, here);
    double far = Hyperplane.reach(slope, clean, -cleanMargin, there);
    double weight = near + far > 0 ? Math.min(near / (near + far), bias) : 0;
    float[] next = new float[size];
    for (int i = 0; i < size; i++) {
      double ahead = point[i] + overshoot * here[i];
      double anew = clean[i] + overshoot * there[i];
      double mixed = (1 - weight) * ahead + weight * anew;
      next[i] = ImageValues.clip(mixed);
    }
    return new Ahead(next, near > 0 ? near : Double.POSITIVE_INFINITY);
  }

  /** A few steps of regula falsi between the clean image and the nearest point that fools. */
  private static void polish(BestPointSearch search) {
    int[] found =
        IntStream.range(0, search.size())
            .filter(i -> search.isFound(i) && !search.isDone(i))
            .toArray();
    if (found.length == 0) {
      return;
    }
    BestPointSearch left = search.pick(found);
    try (NDManager scope = search.scope().newSubManager()) {
      NDArray inner = left.clean(scope);
      NDArray outer = search.best().get(scope.create(found));
      outer.attach(scope);
      float[] below = left.margins(inner);
      float[] above = left.margins(outer);
      for (int step = 0; step < FINAL_STEPS; step++) {
        float[] share = new float[found.length];
        for (int i = 0; i < share.length; i++) {
          float zero = above[i] > below[i] ? below[i] / (below[i] - above[i]) : 1;
          share[i] = Math.min(1, zero * BEYOND);
        }
        NDArray way = outer.sub(inner).mul(PerImage.column(scope, share));
        NDArray point = inner.add(way);
        float[] margins = left.margins(point);
        boolean[] fools = new boolean[found.length];
        for (int i = 0; i < fools.length; i++) {
          fools[i] = margins[i] > 0;
          above[i] = fools[i] ? margins[i] : above[i];
          below[i] = fools[i] ? below[i] : margins[i];
        }
        inner = PerImage.choose(fools, inner, point);
        outer = PerImage.choose(fools, point, outer);
      }
    }
  }
}
