package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import io.gauntlet.model.nn.ParameterSpec.Start;
import java.util.List;
import java.util.function.Consumer;

/** Layers as functions of named weights, and the tensors that each declares. */
final class Layers {
  private static final float BATCH_NORM_EPSILON = 1e-5f;
  private static final float BATCH_NORM_KEEP = 0.9f;

  private Layers() {}

  static void declareConvolution(
      Consumer<ParameterSpec> declare, String name, int in, int out, int kernel, boolean bias) {
    declare.accept(
        new ParameterSpec(name + ".weight", new Shape(out, in, kernel, kernel), Start.HE));
    if (bias) {
      declare.accept(new ParameterSpec(name + ".bias", new Shape(out), Start.ZEROS));
    }
  }

  /** Square convolution, padded by half its kernel. */
  static NDArray convolution(Weights weights, String name, NDArray x, int stride, boolean bias) {
    NDArray kernel = weights.get(name + ".weight");
    long padding = kernel.getShape().get(2) / 2;
    return Conv2d.conv2d(
            x,
            kernel,
            bias ? weights.get(name + ".bias") : null,
            new Shape(stride, stride),
            new Shape(padding, padding))
        .singletonOrThrow();
  }

  static void declareBatchNorm(Consumer<ParameterSpec> declare, String name, int channels) {
    Shape shape = new Shape(channels);
    declare.accept(new ParameterSpec(name + ".weight", shape, Start.ONES));
    declare.accept(new ParameterSpec(name + ".bias", shape, Start.ZEROS));
    declare.accept(new ParameterSpec(name + ".running_mean", shape, Start.RUNNING_MEAN));
    declare.accept(new ParameterSpec(name + ".running_var", shape, Start.RUNNING_VARIANCE));
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

  static void declareLinear(
      Consumer<ParameterSpec> declare, String name, int in, int out, Start start) {
    declare.accept(new ParameterSpec(name + ".weight", new Shape(out, in), start));
    declare.accept(new ParameterSpec(name + ".bias", new Shape(out), Start.ZEROS));
  }

  static NDArray linear(Weights weights, String name, NDArray x) {
    return Linear.linear(x, weights.get(name + ".weight"), weights.get(name + ".bias"))
        .singletonOrThrow();
  }

  static void declareLayerNorm(Consumer<ParameterSpec> declare, String name, int width) {
    declare.accept(new ParameterSpec(name + ".weight", new Shape(width), Start.ONES));
    declare.accept(new ParameterSpec(name + ".bias", new Shape(width), Start.ZEROS));
  }

  static NDArray layerNorm(Weights weights, String name, NDArray x, float epsilon) {
    NDArray scale = weights.get(name + ".weight");
    return LayerNorm.layerNorm(x, scale.getShape(), scale, weights.get(name + ".bias"), epsilon)
        .singletonOrThrow();
  }

  static void declareEmbedding(
      Consumer<ParameterSpec> declare, String name, int entries, int width) {
    declare.accept(new ParameterSpec(name + ".weight", new Shape(entries, width), Start.BERT));
  }

  static NDArray embedding(Weights weights, String name, NDArray indices) {
    return Embedding.embedding(indices, weights.get(name + ".weight"), SparseFormat.DENSE)
        .singletonOrThrow();
  }

  /** Declares the linear layer that turns features into two logits. */
  static List<ParameterSpec> head(String name, int features) {
    return List.of(
        new ParameterSpec(name + ".weight", new Shape(2, features), Start.LINEAR),
        new ParameterSpec(name + ".bias", new Shape(2), Start.ZEROS));
  }
}
