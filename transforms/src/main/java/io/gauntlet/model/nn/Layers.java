package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;

/** Layers as functions of named weights. */
final class Layers {
  private static final float BATCH_NORM_EPSILON = 1e-5f;
  private static final float BATCH_NORM_KEEP = 0.9f;

  private Layers() {}

  /** Square convolution, padded by half its kernel. */
  static NDArray convolution(
      Weights weights, String name, NDArray x, int stride, int groups, boolean bias) {
    NDArray kernel = weights.get(name + ".weight");
    long padding = kernel.getShape().get(2) / 2;
    return Conv2d.conv2d(
            x,
            kernel,
            bias ? weights.get(name + ".bias") : null,
            new Shape(stride, stride),
            new Shape(padding, padding),
            new Shape(1, 1),
            groups)
        .singletonOrThrow();
  }

  static NDArray batchNorm(Weights weights, String name, NDArray x, boolean training) {
    return BatchNorm.batchNorm(
            x,
            weights.get(name + ".running_mean"),
            weights.get(name + ".running_var"),
            weights.get(name + ".weight"),
            weights.get(name + ".bias"),
            1,
            BATCH_NORM_KEEP,
            BATCH_NORM_EPSILON,
            training)
        .singletonOrThrow();
  }

  static NDArray linear(Weights weights, String name, NDArray x) {
    return Linear.linear(x, weights.get(name + ".weight"), weights.get(name + ".bias"))
        .singletonOrThrow();
  }

  static NDArray layerNorm(Weights weights, String name, NDArray x, float epsilon) {
    NDArray scale = weights.get(name + ".weight");
    return LayerNorm.layerNorm(x, scale.getShape(), scale, weights.get(name + ".bias"), epsilon)
        .singletonOrThrow();
  }

  static NDArray embedding(Weights weights, String name, NDArray indices) {
    return Embedding.embedding(indices, weights.get(name + ".weight"), SparseFormat.DENSE)
        .singletonOrThrow();
  }
}
