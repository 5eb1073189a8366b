package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.base.Ascii;
import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.AttackOptions;
import java.util.List;
import java.util.SplittableRandom;

/** How the size of a change is measured, over all views of a study. */
public enum Norm {
  /** The largest change of a pixel. */
  LINF {
    @Override
    public NDArray direction(NDArray gradient) {
      return gradient.sign();
    }

    @Override
    public NDArray shorten(NDArray change, double radius) {
      return change.clip(-radius, radius);
    }

    @Override
    public NDArray shorten(NDArray change, NDArray radii) {
      return NDArrays.maximum(NDArrays.minimum(change, radii), radii.neg());
    }

    @Override
    public NDArray size(NDArray change) {
      return PerImage.largest(change);
    }

    @Override
    public NDArray slope(NDArray gradient) {
      return PerImage.sum(gradient.abs());
    }

    @Override
    float[] draw(int values, double radius, SplittableRandom random) {
      float[] change = new float[values];
      for (int i = 0; i < values; i++) {
        change[i] = (float) ((random.nextDouble() * 2 - 1) * radius);
      }
      return change;
    }
  },

  /** The Euclidean length of the change. */
  L2 {
    @Override
    public NDArray direction(NDArray gradient) {
      return PerImage.overL2Norm(gradient);
    }

    @Override
    public NDArray shorten(NDArray change, double radius) {
      NDArray length = PerImage.length(change);
      NDArray allowed = length.minimum((float) radius);
      return change.mul(allowed.div(PerImage.orOne(length)));
    }

    @Override
    public NDArray shorten(NDArray change, NDArray radii) {
      NDArray length = PerImage.length(change);
      return change.mul(NDArrays.minimum(length, radii).div(PerImage.orOne(length)));
    }

    @Override
    public NDArray size(NDArray change) {
      return PerImage.length(change);
    }

    @Override
    public NDArray slope(NDArray gradient) {
      return PerImage.length(gradient);
    }

    @Override
    float[] draw(int values, double radius, SplittableRandom random) {
      double[] direction = new double[values];
      double squares = 0;
      for (int i = 0; i < values; i++) {
        direction[i] = random.nextGaussian();
        squares += direction[i] * direction[i];
      }
      // The share of a ball within a radius grows with its power.
      double length = radius * Math.pow(random.nextDouble(), 1.0 / values) / Math.sqrt(squares);
      float[] change = new float[values];
      for (int i = 0; i < values; i++) {
        change[i] = (float) (direction[i] * length);
      }
      return change;
    }
  };

  /** The norm that {@link AttackOption#NORM} asks for. */
  public static Norm of(AttackOptions options) {
    return valueOf(Ascii.toUpperCase(options.name(AttackOption.NORM.name())));
  }

  /**
   * The direction of size 1 that climbs fastest along a gradient, for each image; zero where the
   * gradient is zero.
   *
   * @param gradient {@code [images, views, height, width]}, finite
   */
  public abstract NDArray direction(NDArray gradient);

  /** The nearest change of each image that is no larger than a radius. */
  public abstract NDArray shorten(NDArray change, double radius);

  /**
   * The nearest change of each image that is no larger than its own radius.
   *
   * @param radii {@code [images, 1, 1, 1]}
   */
  public abstract NDArray shorten(NDArray change, NDArray radii);

  /** The size of the change of each image, {@code [images, 1, 1, 1]}. */
  public abstract NDArray size(NDArray change);

  /**
   * How much a change of size 1 climbs at most along a gradient, {@code [images, 1, 1, 1]}: the
   * size of the gradient in the dual norm.
   */
  public abstract NDArray slope(NDArray gradient);

  /** A change within a radius, all equally likely. */
  abstract float[] draw(int values, double radius, SplittableRandom random);

  /** A change within a radius for each image, each from its own stream. */
  NDArray draw(NDManager manager, Shape shape, double radius, List<SplittableRandom> random) {
    int values = Math.toIntExact(shape.size() / random.size());
    float[] changes = new float[random.size() * values];
    for (int row = 0; row < random.size(); row++) {
      float[] change = draw(values, radius, random.get(row));
      System.arraycopy(change, 0, changes, row * values, values);
    }
    return manager.create(changes, shape);
  }
}
