package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** The residual blocks with squeeze and excitation, each named as in its public checkpoints. */
enum ResidualBlock {
  /** Two 3 × 3 convolutions: timm's {@code seresnet18} and {@code seresnet34}. */
  BASIC(1, "se", 8) {
    @Override
    void declareBody(Declaration declare, String name, int in, int planes, int stride) {
      declare.convolution(name + "conv1", in, planes, 3, stride, 1, false);
      declare.batchNorm(name + "bn1", planes);
      declare.convolution(name + "conv2", planes, planes, 3, 1, 1, false);
      declare.batchNorm(name + "bn2", planes);
    }

    @Override
    NDArray body(Weights weights, String name, NDArray x, int stride, boolean training) {
      NDArray y = batchNormed(weights, name, 1, x, stride, 1, training);
      return batchNormed(weights, name, 2, Activation.relu(y), 1, 1, training);
    }
  },
  /** 1 × 1, 3 × 3 with the stride, 1 × 1: timm's {@code seresnet50} and larger. */
  BOTTLENECK(4, "se", 8) {
    @Override
    void declareBody(Declaration declare, String name, int in, int planes, int stride) {
      declare.convolution(name + "conv1", in, planes, 1, 1, 1, false);
      declare.batchNorm(name + "bn1", planes);
      declare.convolution(name + "conv2", planes, planes, 3, stride, 1, false);
      declare.batchNorm(name + "bn2", planes);
      declare.convolution(name + "conv3", planes, planes * 4, 1, 1, 1, false);
      declare.batchNorm(name + "bn3", planes * 4);
    }

    @Override
    NDArray body(Weights weights, String name, NDArray x, int stride, boolean training) {
      NDArray y = Activation.relu(batchNormed(weights, name, 1, x, 1, 1, training));
      y = Activation.relu(batchNormed(weights, name, 2, y, stride, 1, training));
      return batchNormed(weights, name, 3, y, 1, 1, training);
    }
  },
  /** The bottleneck of SENet-154: twice as wide, the 3 × 3 in 64 groups. */
  SENET(4, "se_module", 1) {
    private static final int GROUPS = 64;

    @Override
    void declareBody(Declaration declare, String name, int in, int planes, int stride) {
      declare.convolution(name + "conv1", in, planes * 2, 1, 1, 1, false);
      declare.batchNorm(name + "bn1", planes * 2);
      declare.convolution(name + "conv2", planes * 2, planes * 4, 3, stride, GROUPS, false);
      declare.batchNorm(name + "bn2", planes * 4);
      declare.convolution(name + "conv3", planes * 4, planes * 4, 1, 1, 1, false);
      declare.batchNorm(name + "bn3", planes * 4);
    }

    @Override
    NDArray body(Weights weights, String name, NDArray x, int stride, boolean training) {
      NDArray y = Activation.relu(batchNormed(weights, name, 1, x, 1, 1, training));
      y = Activation.relu(batchNormed(weights, name, 2, y, stride, GROUPS, training));
      return batchNormed(weights, name, 3, y, 1, 1, training);
    }
  };

  private final int expansion;
  private final String excitation;
  private final int divisor;

  ResidualBlock(int expansion, String excitation, int divisor) {
    this.expansion = expansion;
    this.excitation = excitation;
    this.divisor = divisor;
  }

  abstract void declareBody(Declaration declare, String name, int in, int planes, int stride);

  abstract NDArray body(Weights weights, String name, NDArray x, int stride, boolean training);

  int out(int planes) {
    return planes * expansion;
  }

  /** timm rounds the squeezed width to multiples of 8; the original SENet does not. */
  private int squeezed(int out, int reduction) {
    int exact = Math.max(1, out / reduction);
    return divisor == 1 || exact % divisor == 0
        ? exact
        : Math.max(divisor, (exact + divisor / 2) / divisor * divisor);
  }

  /**
   * Declares a block.
   *
   * @param shortcutKernel side of the shortcut's convolution; 0 where the input is added as it is
   */
  void declare(
      Declaration declare,
      String name,
      int in,
      int planes,
      int stride,
      int reduction,
      int shortcutKernel) {
    declareBody(declare, name, in, planes, stride);
    int out = out(planes);
    int squeezed = squeezed(out, reduction);
    declare.pointwise(name + excitation + ".fc1", out, squeezed, 1, 1, true, 1);
    declare.pointwise(name + excitation + ".fc2", squeezed, out, 1, 1, true, 1);
    if (shortcutKernel > 0) {
      declare.pointwise(name + "downsample.0", in, out, shortcutKernel, 1, false, declare.side());
      declare.batchNorm(name + "downsample.1", out);
    }
  }

  NDArray forward(
      Weights weights, String name, NDArray x, int stride, boolean shortcut, boolean training) {
    NDArray y = body(weights, name, x, stride, training);
    y = y.mul(excited(weights, name + excitation, y));
    NDArray beside = x;
    if (shortcut) {
      beside =
          Layers.normedConvolution(
              weights, name + "downsample.0", name + "downsample.1", x, stride, 1, training);
    }
    return Activation.relu(y.add(beside));
  }

  private static NDArray excited(Weights weights, String name, NDArray y) {
    NDArray pooled = Layers.globalAverage(y).reshape(y.getShape().get(0), -1, 1, 1);
    NDArray hidden =
        Activation.relu(Layers.convolution(weights, name + ".fc1", pooled, 1, 1, true));
    return Activation.sigmoid(Layers.convolution(weights, name + ".fc2", hidden, 1, 1, true));
  }

  private static NDArray batchNormed(
      Weights weights, String name, int i, NDArray x, int stride, int groups, boolean training) {
    return Layers.normedConvolution(
        weights, name + "conv" + i, name + "bn" + i, x, stride, groups, training);
  }
}
