package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;

/**
 * A residual network with squeeze and excitation over grey pictures (Hu et al. 2018, "Squeeze-and-
 * Excitation Networks", figure 3), of basic blocks; tensors are named as in timm.
 *
 * @param blocks blocks of each stage; every stage but the first halves height and width
 * @param widths channels of each stage; the last is the number of features a view
 * @param reduction the squeeze of the excitation, at least 1
 */
public record SeResNet(List<Integer> blocks, List<Integer> widths, int reduction) {
  private static final String PREFIX = "image.";

  /** Checks that every stage has a width. */
  public SeResNet {
    if (blocks.isEmpty() || blocks.size() != widths.size() || reduction < 1) {
      throw new IllegalArgumentException(
          "an SE-ResNet needs as many widths as stages and a reduction of at least 1");
    }
    blocks = List.copyOf(blocks);
    widths = List.copyOf(widths);
  }

  /** A network for a laptop: three stages of one block. */
  public static SeResNet tiny() {
    return new SeResNet(List.of(1, 1, 1), List.of(16, 32, 64), 4);
  }

  /** Features of one view. */
  public int features() {
    return widths.get(widths.size() - 1);
  }

  /** The tensors it needs. */
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> specs = new ArrayList<>();
    int in = widths.get(0);
    Layers.declareConvolution(specs::add, PREFIX + "conv1", 1, in, 3, false);
    Layers.declareBatchNorm(specs::add, PREFIX + "bn1", in);
    for (int stage = 0; stage < blocks.size(); stage++) {
      for (int block = 0; block < blocks.get(stage); block++) {
        int out = widths.get(stage);
        declareBlock(specs, name(stage, block), in, out, in != out || stride(stage, block) > 1);
        in = out;
      }
    }
    return specs;
  }

  private void declareBlock(
      List<ParameterSpec> specs, String name, int in, int out, boolean downsample) {
    int squeezed = Math.max(1, out / reduction);
    Layers.declareConvolution(specs::add, name + "conv1", in, out, 3, false);
    Layers.declareBatchNorm(specs::add, name + "bn1", out);
    Layers.declareConvolution(specs::add, name + "conv2", out, out, 3, false);
    Layers.declareBatchNorm(specs::add, name + "bn2", out);
    Layers.declareConvolution(specs::add, name + "se.fc1", out, squeezed, 1, true);
    Layers.declareConvolution(specs::add, name + "se.fc2", squeezed, out, 1, true);
    if (downsample) {
      Layers.declareConvolution(specs::add, name + "downsample.0", in, out, 1, false);
      Layers.declareBatchNorm(specs::add, name + "downsample.1", out);
    }
  }

  /**
   * The features of pictures.
   *
   * @param x normalised pictures {@code [batch, 1, height, width]}
   * @param training whether batch statistics are used and followed
   * @return {@code [batch, features]}
   */
  public NDArray forward(Weights weights, NDArray x, boolean training) {
    NDArray y = Layers.convolution(weights, PREFIX + "conv1", x, 2, false);
    y = Activation.relu(Layers.batchNorm(weights, PREFIX + "bn1", y, training));
    for (int stage = 0; stage < blocks.size(); stage++) {
      for (int block = 0; block < blocks.get(stage); block++) {
        y = block(weights, name(stage, block), y, stride(stage, block), training);
      }
    }
    return Pool.globalAvgPool2d(y);
  }

  private static NDArray block(
      Weights weights, String name, NDArray x, int stride, boolean training) {
    NDArray y = Layers.convolution(weights, name + "conv1", x, stride, false);
    y = Activation.relu(Layers.batchNorm(weights, name + "bn1", y, training));
    y = Layers.convolution(weights, name + "conv2", y, 1, false);
    y = Layers.batchNorm(weights, name + "bn2", y, training);
    y = y.mul(excitation(weights, name, y));
    NDArray shortcut = x;
    if (weights.tensors().containsKey(name + "downsample.0.weight")) {
      shortcut = Layers.convolution(weights, name + "downsample.0", x, stride, false);
      shortcut = Layers.batchNorm(weights, name + "downsample.1", shortcut, training);
    }
    return Activation.relu(y.add(shortcut));
  }

  private static NDArray excitation(Weights weights, String name, NDArray y) {
    NDArray squeezed = Pool.globalAvgPool2d(y).reshape(y.getShape().get(0), -1, 1, 1);
    NDArray hidden =
        Activation.relu(Layers.convolution(weights, name + "se.fc1", squeezed, 1, true));
    return Activation.sigmoid(Layers.convolution(weights, name + "se.fc2", hidden, 1, true));
  }

  private static String name(int stage, int block) {
    return PREFIX + "layer" + (stage + 1) + "." + block + ".";
  }

  private static int stride(int stage, int block) {
    return stage > 0 && block == 0 ? 2 : 1;
  }
}
