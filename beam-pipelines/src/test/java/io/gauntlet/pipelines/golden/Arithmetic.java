package io.gauntlet.pipelines.golden;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;

/**
 * How this machine computes. PyTorch chooses its kernels by the instructions of the CPU, and
 * kernels add in different orders, so that the same network on the same input differs in the last
 * bits from one kind of CPU to another. Two machines with the same fingerprint are taken to compute
 * the same.
 */
public final class Arithmetic {
  private Arithmetic() {}

  /**
   * The SHA-256, in hexadecimal, of the bits of a fixed computation: a convolution, a matrix
   * product and a softmax, and the gradient of the result by each of the inputs.
   */
  public static String fingerprint() {
    Hasher hasher = Hashing.sha256().newHasher();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray pixels = values(manager, new Shape(4, 2, 16, 16), 1);
      NDArray filters = values(manager, new Shape(8, 2, 3, 3), 2);
      NDArray weights = values(manager, new Shape(8 * 14 * 14, 33), 3);
      NDList inputs = new NDList(pixels, filters, weights);
      inputs.forEach(input -> input.setRequiresGradient(true));
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray features =
            Conv2d.conv2d(pixels, filters).singletonOrThrow().reshape(4, 8 * 14 * 14);
        NDArray result = features.matMul(weights).softmax(1);
        collector.backward(result.square().sum());
        hash(hasher, features);
        hash(hasher, result);
      }
      inputs.forEach(input -> hash(hasher, input.getGradient()));
    }
    return hasher.hash().toString();
  }

  /** Values in [-1, 1) that are the same everywhere, because whole numbers make them. */
  private static NDArray values(NDManager manager, Shape shape, int seed) {
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((i + 1) * 7919 * (2 * seed + 1) % 2048 - 1024) / 1024f;
    }
    return manager.create(values, shape);
  }

  private static void hash(Hasher hasher, NDArray array) {
    for (float value : array.toFloatArray()) {
      hasher.putInt(Float.floatToRawIntBits(value));
    }
  }
}
