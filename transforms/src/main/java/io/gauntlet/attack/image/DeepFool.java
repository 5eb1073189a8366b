package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Floats;
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
 * DeepFool (Moosavi-Dezfooli et al. 2016, algorithm 1): straight to where the linearised victim
 * changes its mind, again and again until the victim itself has, and a little beyond: to the
 * nearest boundary, that of the class whose lead over its gradient's length is least. Exact on a
 * linear victim where no pixel meets the end of its range. A study leaves once it is fooled.
 *
 * @param steps gradients at most, at least 1
 * @param overshoot how far beyond, as a share of the way, above 0
 */
record DeepFool(Distance distance, int steps, double overshoot) implements ImageAttack {

  /** The wrong classes whose boundaries are looked at: with the true one ten, as in the paper. */
  static final int MOST_RIVALS = 9;

  /** Of every step, as in the authors' code: steps that only halve the rest would never arrive. */
  private static final float LEAST = 1e-4f;

  DeepFool {
    OptionRange.atLeast("steps", steps, 1);
    OptionRange.above("overshoot", overshoot, 0);
  }

  /**
   * The state of the way.
   *
   * @param x the clean image and the change, with the overshoot, clipped
   * @param change all steps together
   */
  private record Way(NDArray x, NDArray change) implements State<Way> {
    @Override
    public Way map(UnaryOperator<NDArray> each) {
      return new Way(each.apply(x), each.apply(change));
    }
  }

  @Override
  public NDArray attack(ImageClassifier victim, ImageBatch batch) {
    boolean[] fooled = new boolean[batch.size()];
    try (BestPointSearch search = BestPointSearch.nearest(victim, batch, distance)) {
      Steps.fromClean(search, x -> new Way(x, x.zerosLike()))
          .leaving(image -> fooled[image] || search.isDone(image))
          .run(steps, (iteration, way) -> step(iteration, way, fooled));
      return search.result();
    }
  }

  /**
   * The linearised boundary to one wrong class.
   *
   * @param gradient of the lead of that class
   * @param missing of the lead at each image; 0 where the victim errs
   */
  private record Boundary(NDArray gradient, ImmutableList<Float> missing) {
    static Boundary of(GradientAt at, int rank) {
      float[] missing = new float[at.size()];
      for (int i = 0; i < missing.length; i++) {
        missing[i] = at.isFooled(i) ? 0 : -at.lead(i, rank);
      }
      return new Boundary(at.gradient(), ImmutableList.copyOf(Floats.asList(missing)));
    }

    private float[] distances() {
      float[] slopes = Norm.L2.size(gradient).toFloatArray();
      float[] distances = new float[missing.size()];
      for (int i = 0; i < distances.length; i++) {
        distances[i] = slopes[i] > 0 ? missing.get(i) / slopes[i] : Float.POSITIVE_INFINITY;
      }
      return distances;
    }

    /** The nearer of two for each image. */
    Boundary orNearer(Boundary other) {
      float[] here = distances();
      float[] there = other.distances();
      boolean[] nearer = new boolean[here.length];
      float[] chosen = new float[here.length];
      for (int i = 0; i < here.length; i++) {
        nearer[i] = there[i] < here[i];
        chosen[i] = (nearer[i] ? other : this).missing.get(i);
      }
      return new Boundary(
          PerImage.choose(nearer, other.gradient, gradient),
          ImmutableList.copyOf(Floats.asList(chosen)));
    }
  }

  private Way step(Iteration iteration, Way way, boolean[] fooled) {
    GradientAt at = iteration.gradient(Loss.MARGIN);
    float[] least = new float[at.size()];
    for (int i = 0; i < least.length; i++) {
      fooled[iteration.place(i)] = at.isFooled(i);
      least[i] = at.isFooled(i) ? 0 : LEAST;
    }
    NDManager scope = iteration.scope();
    Boundary boundary = Boundary.of(at, 0);
    for (int rank = 1; rank < Math.min(at.rivals(), MOST_RIVALS); rank++) {
      boundary = boundary.orNearer(Boundary.of(iteration.gradient(Loss.ofRival(rank)), rank));
    }
    NDArray direction = Norm.L2.direction(boundary.gradient());
    NDArray slope = PerImage.orOne(PerImage.sum(direction.mul(boundary.gradient())));
    NDArray length =
        PerImage.column(scope, Floats.toArray(boundary.missing()))
            .div(slope)
            .add(PerImage.column(scope, least));
    NDArray change = way.change().add(direction.mul(length));
    NDArray x = iteration.clean().add(change.mul((float) (1 + overshoot))).clip(0, 1);
    return new Way(x, change);
  }
}
