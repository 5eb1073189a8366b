package io.gauntlet.model.nn.operator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Dropout (Srivastava et al. 2014): in training, some features are left out and the others are
 * scaled up to make up for them. What is left out comes from the seed of the pass, not from the
 * engine's generator, which all threads share. It reads no tensors.
 *
 * @param rate share that is left out, in {@code [0, 1)}
 * @param number of this dropout within its graph, from 0, so that no two leave out the same
 */
public record Dropout(double rate, int number) implements Operator {
  private static final long STRIDE = 1_000_003;

  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout leaves out a share in [0, 1), not " + rate);
    }
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    return inputs.get(0);
  }

  @Override
  public NDArray apply(List<NDArray> inputs, List<NDArray> tensors, Mode mode) {
    NDArray x = inputs.get(0);
    if (mode.dropoutSeed().isEmpty()) {
      return x.reshape(x.getShape());
    }
    SplittableRandom random =
        new SplittableRandom(mode.dropoutSeed().getAsLong() + number * STRIDE);
    float[] kept = new float[(int) x.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = random.nextDouble() < rate ? 0 : (float) (1 / (1 - rate));
    }
    return x.mul(x.getManager().create(kept, x.getShape()));
  }
}
