package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;

/** What a residual network does to a picture before its first stage. */
enum Stem {
  /** One 3 × 3 convolution with stride 2: for small pictures. */
  SMALL {
    @Override
    void declare(Declaration declare, String prefix, int channels, int width) {
      declare.convolution(prefix + "conv1", channels, width, 3, 2, 1, false);
      declare.batchNorm(prefix + "bn1", width);
    }

    @Override
    NDArray forward(Weights weights, String prefix, NDArray x, boolean training) {
      return convolution(weights, prefix, 1, x, 2, training);
    }
  },
  /** 7 × 7 with stride 2, then max-pooling: ResNet's. */
  STANDARD {
    @Override
    void declare(Declaration declare, String prefix, int channels, int width) {
      declare.convolution(prefix + "conv1", channels, width, 7, 2, 1, false);
      declare.batchNorm(prefix + "bn1", width);
      declare.pool(2);
    }

    @Override
    NDArray forward(Weights weights, String prefix, NDArray x, boolean training) {
      NDArray y = convolution(weights, prefix, 1, x, 2, training);
      return Pool.maxPool2d(y, new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false);
    }
  },
  /** Three 3 × 3 convolutions, then max-pooling without padding, rounding up: SENet-154's. */
  DEEP {
    @Override
    void declare(Declaration declare, String prefix, int channels, int width) {
      String name = prefix + "layer0.";
      declare.convolution(name + "conv1", channels, width / 2, 3, 2, 1, false);
      declare.batchNorm(name + "bn1", width / 2);
      declare.convolution(name + "conv2", width / 2, width / 2, 3, 1, 1, false);
      declare.batchNorm(name + "bn2", width / 2);
      declare.convolution(name + "conv3", width / 2, width, 3, 1, 1, false);
      declare.batchNorm(name + "bn3", width);
      declare.pool(2);
    }

    @Override
    NDArray forward(Weights weights, String prefix, NDArray x, boolean training) {
      String name = prefix + "layer0.";
      NDArray y = convolution(weights, name, 1, x, 2, training);
      y = convolution(weights, name, 2, y, 1, training);
      y = convolution(weights, name, 3, y, 1, training);
      return Pool.maxPool2d(y, new Shape(3, 3), new Shape(2, 2), new Shape(0, 0), true);
    }
  };

  /** Declares the stem; it gives {@code width} channels. */
  abstract void declare(Declaration declare, String prefix, int channels, int width);

  abstract NDArray forward(Weights weights, String prefix, NDArray x, boolean training);

  private static NDArray convolution(
      Weights weights, String prefix, int i, NDArray x, int stride, boolean training) {
    return Activation.relu(
        Layers.normedConvolution(
            weights, prefix + "conv" + i, prefix + "bn" + i, x, stride, 1, training));
  }
}
