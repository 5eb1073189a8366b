package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import io.gauntlet.attack.Budget;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The images near a clean one: within a distance of it, every pixel within {@code [0, 1]}. Results
 * belong to the manager of the clean images.
 *
 * @param norm how the distance is measured
 * @param epsilon the largest distance; in {@code [0, 1]} for the maximum norm, at least 0 for the
 *     Euclidean one
 */
public record Ball(Norm norm, double epsilon) {
  /** What bounds an attack in the maximum norm. */
  public static final String LARGEST_CHANGE = "largest change of a pixel";

  private static final double STANDARD = 0.03;

  /** The largest change of a pixel. */
  public static final AttackOption EPSILON =
      AttackOption.budget("epsilon", STANDARD, "largest change of a pixel, in [0, 1]")
          .bounding(Budget.Measure.LINF);

  /** The largest change in either norm. */
  public static final AttackOption EPSILON_OF_NORM =
      AttackOption.budget(
              "epsilon",
              STANDARD,
              "largest change of a pixel, in [0, 1]; with norm=l2 its length, to be given")
          .bounding(Budget.Measure.LINF);

  /** Refuses a negative epsilon, and one that no pixel can reach. */
  public Ball {
    if (norm == Norm.LINF && !(epsilon >= 0 && epsilon <= 1)) {
      throw new IllegalArgumentException(
          "epsilon is " + epsilon + "; give a value in [0, 1], pixels being in [0, 1]");
    }
    if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
      throw new IllegalArgumentException("epsilon is " + epsilon + "; give a length of at least 0");
    }
  }

  /** The ball of the maximum norm that {@link #EPSILON} asks for. */
  public static Ball linf(AttackOptions options) {
    return new Ball(Norm.LINF, options.number(EPSILON.name()));
  }

  /** The ball that {@link #EPSILON_OF_NORM} and {@link AttackOption#NORM} ask for. */
  public static Ball ofNorm(AttackOptions options) {
    Norm norm = Norm.of(options);
    double epsilon = options.number(EPSILON.name());
    if (norm == Norm.L2 && epsilon == STANDARD) {
      throw new IllegalArgumentException(
          "with norm=l2 epsilon is the length of the change over all pixels, such as epsilon=1; "
              + STANDARD
              + ", the standard, is the largest change of one");
    }
    return new Ball(norm, epsilon);
  }

  /**
   * A step of one size along a gradient, then back into the ball.
   *
   * @param clean the clean images, {@code [images, views, height, width]}; the others have its
   *     shape
   */
  public NDArray step(NDArray clean, NDArray from, NDArray gradient, double size) {
    return project(clean, from.add(norm.direction(gradient).mul((float) size)));
  }

  /**
   * A step of a size for each image, then back into the ball.
   *
   * @param sizes {@code [images, 1, 1, 1]}
   */
  public NDArray step(NDArray clean, NDArray from, NDArray gradient, NDArray sizes) {
    return project(clean, from.add(norm.direction(gradient).mul(sizes)));
  }

  /**
   * The nearest points of the ball. Pixels are clipped last, which never leads out of the ball: the
   * clean image is in the range.
   */
  public NDArray project(NDArray clean, NDArray points) {
    return clean.add(norm.shorten(points.sub(clean), epsilon)).clip(0, 1);
  }

  /**
   * A point of the ball for each image, all equally likely.
   *
   * @param random a stream for each image
   */
  public NDArray draw(NDArray clean, List<SplittableRandom> random) {
    NDArray change = norm.draw(clean.getManager(), clean.getShape(), epsilon, random);
    return project(clean, clean.add(change));
  }
}
