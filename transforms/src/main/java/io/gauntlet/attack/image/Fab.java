package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.ImageAttack;
import io.gauntlet.attack.Loss;
import io.gauntlet.attack.PixelClassifier;
import io.gauntlet.attack.image.kit.Distance;
import io.gauntlet.attack.image.kit.Hyperplane;
import io.gauntlet.attack.image.kit.Path;
import io.gauntlet.attack.image.kit.PerPicture;
import io.gauntlet.attack.image.kit.Ranges;
import io.gauntlet.attack.image.kit.Search;
import io.gauntlet.attack.image.kit.Stack;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The fast adaptive boundary attack in the maximum norm, untargeted (Croce and Hein 2020,
 * "Minimally distorted adversarial examples with a fast adaptive boundary attack", algorithm 1):
 * steps to the linearised boundary from where it is and from the clean picture, mixed so that it
 * stays near the clean one; back towards it whenever the victim errs.
 *
 * @param steps gradients, at least 1
 * @param bias most of the weight of the clean picture's way, alpha-max in the paper, in {@code [0,
 *     1]}
 * @param overshoot of the steps, eta in the paper, at least 1
 * @param backward how much of the way is left after a step back, beta in the paper, in {@code (0,
 *     1)}
 */
record Fab(Distance distance, int steps, double bias, double overshoot, double backward)
    implements ImageAttack {
  /** The options that the paper has for {@code steps, alpha-max, eta, beta}. */
  static final int STEPS = 100;

  static final double ALPHA_MAX = 0.1;
  static final double ETA = 1.05;
  static final double BETA = 0.9;

  private static final int FINAL_STEPS = 3;

  /** On the boundary itself rounding would decide. */
  private static final float BEYOND = 1.001f;

  /** The attack with the paper's options. */
  static Fab standard(Distance distance) {
    return new Fab(distance, STEPS, ALPHA_MAX, ETA, BETA);
  }

  /** Checks the ranges. */
  Fab {
    Ranges.steps(steps);
    Ranges.within("bias", bias, 0, 1);
    Ranges.within("overshoot", overshoot, 1, 2);
    Ranges.within("backward", backward, 0, 1);
  }

  @Override
  public NDArray attack(PixelClassifier victim, NDArray pixels, NDArray labels, long[] seeds) {
    try (Search search = Search.nearest(victim, pixels, labels, distance)) {
      Path.follow(search, pixels, new NDList(search.start()), steps, search::isDone, this::step);
      polish(search, pixels);
      return search.finish(pixels.getManager());
    }
  }

  private NDList step(Path.Turn turn, NDList state) {
    NDArray x = state.head();
    Search.Look look = turn.search.gradient(x, Loss.MARGIN);
    float[][] clean = Stack.split(turn.clean);
    float[][] points = Stack.split(x);
    float[][] slopes = Stack.split(look.gradient);
    for (int i = 0; i < points.length; i++) {
      points[i] = towards(clean[i], points[i], slopes[i], look.leads[i]);
    }
    NDManager scope = turn.clean.getManager();
    NDArray next = Stack.join(scope, List.of(points), x.getShape());
    float[] leads = turn.search.leads(next);
    float[] kept = new float[leads.length];
    for (int i = 0; i < leads.length; i++) {
      kept[i] = leads[i] > 0 ? (float) backward : 1;
    }
    NDArray way = next.sub(turn.clean).mul(PerPicture.column(scope, kept));
    return new NDList(turn.clean.add(way));
  }

  /** The next point of one study, by the victim linearised at a point. */
  private float[] towards(float[] clean, float[] point, float[] slope, float lead) {
    int size = point.length;
    float[] here = new float[size];
    float[] there = new float[size];
    double cleanLead = lead;
    for (int i = 0; i < size; i++) {
      cleanLead += (double) slope[i] * (clean[i] - point[i]);
    }
    double near = Hyperplane.reach(slope, point, -lead, here);
    double far = Hyperplane.reach(slope, clean, -cleanLead, there);
    double weight = near + far > 0 ? Math.min(near / (near + far), bias) : 0;
    float[] next = new float[size];
    for (int i = 0; i < size; i++) {
      double ahead = point[i] + overshoot * here[i];
      double anew = clean[i] + overshoot * there[i];
      double mixed = (1 - weight) * ahead + weight * anew;
      next[i] = (float) Math.min(1, Math.max(0, mixed));
    }
    return next;
  }

  /** A few steps of regula falsi between the clean picture and the nearest point that fools. */
  private static void polish(Search search, NDArray pixels) {
    int[] found =
        IntStream.range(0, search.size())
            .filter(i -> search.isFound(i) && !search.isDone(i))
            .toArray();
    if (found.length == 0) {
      return;
    }
    Search left = search.pick(found);
    try (NDManager scope = search.manager().newSubManager()) {
      NDArray index = scope.create(found);
      NDArray inner = pixels.get(index);
      NDArray outer = search.best().get(index);
      inner.attach(scope);
      outer.attach(scope);
      float[] below = left.leads(inner);
      float[] above = left.leads(outer);
      for (int step = 0; step < FINAL_STEPS; step++) {
        float[] share = new float[found.length];
        for (int i = 0; i < share.length; i++) {
          float zero = above[i] > below[i] ? below[i] / (below[i] - above[i]) : 1;
          share[i] = Math.min(1, zero * BEYOND);
        }
        NDArray way = outer.sub(inner).mul(PerPicture.column(scope, share));
        NDArray point = inner.add(way);
        float[] leads = left.leads(point);
        boolean[] fools = new boolean[found.length];
        for (int i = 0; i < fools.length; i++) {
          fools[i] = leads[i] > 0;
          above[i] = fools[i] ? leads[i] : above[i];
          below[i] = fools[i] ? below[i] : leads[i];
        }
        inner = PerPicture.choose(fools, inner, point);
        outer = PerPicture.choose(fools, point, outer);
      }
    }
  }
}
