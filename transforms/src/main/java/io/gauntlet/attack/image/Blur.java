package io.gauntlet.attack.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.ImmutableLongArray;
import io.gauntlet.attack.OptionRange;

/**
 * A Gaussian blur: each pixel becomes a mean of those around it. At the border the weights of those
 * that are there sum to 1.
 *
 * @param sigma standard deviation of the weights, in pixels, above 0
 */
record Blur(double sigma) implements Corruption {

  Blur {
    OptionRange.above("sigma", sigma, 0);
  }

  @Override
  public NDArray corrupt(NDArray images, ImmutableLongArray seeds) {
    NDManager owner = images.getManager();
    try (NDManager scope = owner.newSubManager()) {
      NDArray rows = weights(scope, Math.toIntExact(images.getShape().get(2)));
      NDArray columns = weights(scope, Math.toIntExact(images.getShape().get(3)));
      NDArray blurred = rows.matMul(images).matMul(columns.transpose()).clip(0, 1);
      blurred.attach(owner);
      return blurred;
    }
  }

  private NDArray weights(NDManager manager, int side) {
    float[] weights = new float[side * side];
    for (int to = 0; to < side; to++) {
      double sum = 0;
      for (int from = 0; from < side; from++) {
        sum += weight(to - from);
      }
      for (int from = 0; from < side; from++) {
        weights[to * side + from] = (float) (weight(to - from) / sum);
      }
    }
    return manager.create(weights, new Shape(side, side));
  }

  private double weight(int apart) {
    return Math.exp(-apart * apart / (2 * sigma * sigma));
  }
}
