package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;

/** Pictures within a largest change of every pixel, and within {@code [0, 1]}. */
final class LinfBall {
  private LinfBall() {}

  static void check(double epsilon) {
    if (!(epsilon >= 0 && epsilon <= 1)) {
      throw new IllegalArgumentException(
          "epsilon is " + epsilon + "; give a value in [0, 1], pixels being in [0, 1]");
    }
  }

  /** A step of a size along the sign of a gradient, projected to the ball, then clipped. */
  static NDArray step(
      NDArray clean, NDArray current, NDArray gradient, double size, double epsilon) {
    return project(clean, current.add(gradient.sign().mul((float) size)), epsilon);
  }

  static NDArray project(NDArray clean, NDArray pixels, double epsilon) {
    float radius = (float) epsilon;
    return pixels.maximum(clean.sub(radius)).minimum(clean.add(radius)).clip(0, 1);
  }

  /** A point of the ball, uniform, each study's from its own seed. */
  static NDArray uniform(NDArray clean, double epsilon, long[] seeds) {
    Shape shape = clean.getShape();
    int size = Math.toIntExact(shape.size() / shape.get(0));
    float[] noise = new float[seeds.length * size];
    for (int row = 0; row < seeds.length; row++) {
      SplittableRandom random = new SplittableRandom(seeds[row]);
      for (int i = 0; i < size; i++) {
        noise[row * size + i] = (float) ((random.nextDouble() * 2 - 1) * epsilon);
      }
    }
    return project(clean, clean.add(clean.getManager().create(noise, shape)), epsilon);
  }
}
