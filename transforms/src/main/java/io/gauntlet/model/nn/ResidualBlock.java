package io.gauntlet.model.nn;

import io.gauntlet.model.nn.graph.GraphBuilder;
import io.gauntlet.model.nn.graph.Value;
import io.gauntlet.model.nn.operator.Elementwise;
import io.gauntlet.model.nn.operator.GlobalAverage;
import io.gauntlet.model.nn.operator.Reshape;
import io.gauntlet.model.nn.operator.Window;
import java.util.List;

/** The residual blocks with squeeze and excitation, each named as in its public checkpoints. */
enum ResidualBlock {
  /** Two 3 × 3 convolutions: timm's {@code seresnet18} and {@code seresnet34}. */
  BASIC(1, "se", 8) {
    @Override
    Value body(GraphBuilder graph, String name, Value x, int planes, int stride) {
      Value y = normed(graph, name, 1, x, planes, Window.padded(3, stride), 1);
      return normed(graph, name, 2, graph.relu(y), planes, Window.padded(3, 1), 1);
    }
  },
  /** 1 × 1, 3 × 3 with the stride, 1 × 1: timm's {@code seresnet50} and larger. */
  BOTTLENECK(4, "se", 8) {
    @Override
    Value body(GraphBuilder graph, String name, Value x, int planes, int stride) {
      Value y = graph.relu(normed(graph, name, 1, x, planes, POINT, 1));
      y = graph.relu(normed(graph, name, 2, y, planes, Window.padded(3, stride), 1));
      return normed(graph, name, 3, y, out(planes), POINT, 1);
    }
  },
  /** The bottleneck of SENet-154: twice as wide, the 3 × 3 in 64 groups. */
  SENET(4, "se_module", 1) {
    private static final int GROUPS = 64;

    @Override
    Value body(GraphBuilder graph, String name, Value x, int planes, int stride) {
      Value y = graph.relu(normed(graph, name, 1, x, planes * 2, POINT, 1));
      y = graph.relu(normed(graph, name, 2, y, planes * 4, Window.padded(3, stride), GROUPS));
      return normed(graph, name, 3, y, out(planes), POINT, 1);
    }
  };

  private static final Window POINT = Window.padded(1, 1);

  private final int expansion;
  private final String excitation;
  private final int divisor;

  ResidualBlock(int expansion, String excitation, int divisor) {
    this.expansion = expansion;
    this.excitation = excitation;
    this.divisor = divisor;
  }

  /** Adds the convolutions of the main path. */
  abstract Value body(GraphBuilder graph, String name, Value x, int planes, int stride);

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
   * Adds a block to a network.
   *
   * @param planes width of the block before its expansion
   * @param shortcutKernel side of the convolution beside the main path, which is there where the
   *     block changes the number of channels or the size
   */
  Value add(
      GraphBuilder graph,
      String name,
      Value x,
      int planes,
      int stride,
      int reduction,
      int shortcutKernel) {
    Value y = body(graph, name, x, planes, stride);
    int squeezed = squeezed(y.width(), reduction);
    y = graph.apply(Elementwise.MULTIPLY, y, excited(graph, name + excitation, y, squeezed));
    Value beside = x;
    if (stride > 1 || x.width() != y.width()) {
      Window window = Window.padded(shortcutKernel, stride);
      beside = graph.convolution(name + "downsample.0", x, y.width(), window, 1);
      beside = graph.batchNorm(name + "downsample.1", beside);
    }
    return graph.relu(graph.sum(y, beside));
  }

  /** The gate of each channel: {@code [batch, channels, 1, 1]}, in {@code (0, 1)}. */
  private static Value excited(GraphBuilder graph, String name, Value y, int squeezed) {
    Value pooled = graph.apply(new GlobalAverage(), y);
    pooled = graph.apply(new Reshape(List.of(0L, -1L, 1L, 1L)), pooled);
    Value hidden = graph.relu(graph.biasedConvolution(name + ".fc1", pooled, squeezed, POINT));
    return graph.apply(
        Elementwise.SIGMOID, graph.biasedConvolution(name + ".fc2", hidden, y.width(), POINT));
  }

  private static Value normed(
      GraphBuilder graph, String name, int number, Value x, int out, Window window, int groups) {
    Value y = graph.convolution(name + "conv" + number, x, out, window, groups);
    return graph.batchNorm(name + "bn" + number, y);
  }
}
