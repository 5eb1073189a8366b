package io.gauntlet.attack.image.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
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
    NDArray shorten(NDArray change, double radius) {
      return change.clip(-radius, radius);
    }

    @Override
    NDArray size(NDArray change) {
      return PerPicture.largest(change);
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
      NDArray scaled = PerPicture.scaled(gradient);
      NDArray length = PerPicture.length(scaled);
      return scaled.div(length.add(length.eq(0)));
    }

    @Override
    NDArray shorten(NDArray change, double radius) {
      NDArray length = PerPicture.length(change);
      NDArray allowed = length.minimum((float) radius);
      return change.mul(allowed.div(length.add(length.eq(0))));
    }

    @Override
    NDArray size(NDArray change) {
      return PerPicture.length(change);
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

  /** The direction of size 1 that climbs fastest along a gradient; zero where that is zero. */
  public abstract NDArray direction(NDArray gradient);

  /** The nearest change that is no larger than a radius. */
  abstract NDArray shorten(NDArray change, double radius);

  /** The size of each picture's change, {@code [batch, 1, 1, 1]}. */
  abstract NDArray size(NDArray change);

  /** A change within a radius, all equally likely. */
  abstract float[] draw(int values, double radius, SplittableRandom random);

  /** A change within a radius for each picture, each from its own seed. */
  NDArray draw(NDManager manager, Shape shape, double radius, long[] seeds) {
    int values = Math.toIntExact(shape.size() / seeds.length);
    float[] changes = new float[seeds.length * values];
    for (int row = 0; row < seeds.length; row++) {
      float[] change = draw(values, radius, new SplittableRandom(seeds[row]));
      System.arraycopy(change, 0, changes, row * values, values);
    }
    return manager.create(changes, shape);
  }
}
