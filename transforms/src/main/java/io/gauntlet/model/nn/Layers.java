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
  /** Of batch norms: what a channel that never varies is divided by. */
  static final float NORM_EPSILON = 1e-5f;

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

  /**
   * A convolution without a bias of its own, then its batch norm; where the norm was folded, the
   * convolution alone.
   */
  static NDArray normedConvolution(
      Weights weights,
      String name,
      String norm,
      NDArray x,
      int stride,
      int groups,
      boolean training) {
    if (weights.has(name + ".bias")) {
      return convolution(weights, name, x, stride, groups, true);
    }
    return batchNorm(weights, norm, convolution(weights, name, x, stride, groups, false), training);
  }

  /** The mean of each channel: {@code [batch, channels]}. */
  static NDArray globalAverage(NDArray x) {
    Shape shape = x.getShape();
    return x.reshape(shape.get(0), shape.get(1), -1).mean(new int[] {2});
  }

  private static NDArray batchNorm(Weights weights, String name, NDArray x, boolean training) {
    return BatchNorm.batchNorm(
            x,
            weights.get(name + ".running_mean"),
            weights.get(name + ".running_var"),
            weights.get(name + ".weight"),
            weights.get(name + ".bias"),
            1,
            BATCH_NORM_KEEP,
            NORM_EPSILON,
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
