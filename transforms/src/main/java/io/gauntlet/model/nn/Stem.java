package io.gauntlet.model.nn;

import io.gauntlet.model.nn.graph.GraphBuilder;
import io.gauntlet.model.nn.graph.Value;
import io.gauntlet.model.nn.operator.MaxPool;
import io.gauntlet.model.nn.operator.Window;
import java.math.RoundingMode;

/** What a residual network does to an image before its first stage. */
enum Stem {
  /** One 3 × 3 convolution with stride 2: for small images. */
  SMALL {
    @Override
    Value add(GraphBuilder graph, Value x, int width) {
      return convolution(graph, "", 1, x, width, Window.padded(3, 2));
    }
  },
  /** 7 × 7 with stride 2, then max-pooling: ResNet's. */
  STANDARD {
    @Override
    Value add(GraphBuilder graph, Value x, int width) {
      Value y = convolution(graph, "", 1, x, width, Window.padded(7, 2));
      return graph.apply(new MaxPool(Window.padded(3, 2), RoundingMode.FLOOR), y);
    }
  },
  /** Three 3 × 3 convolutions, then max-pooling without padding, rounding up: SENet-154's. */
  DEEP {
    private static final String NAME = "layer0.";

    @Override
    Value add(GraphBuilder graph, Value x, int width) {
      Value y = convolution(graph, NAME, 1, x, width / 2, Window.padded(3, 2));
      y = convolution(graph, NAME, 2, y, width / 2, Window.padded(3, 1));
      y = convolution(graph, NAME, 3, y, width, Window.padded(3, 1));
      return graph.apply(new MaxPool(new Window(3, 2, 0), RoundingMode.CEILING), y);
    }
  };

  /** Adds the stem, which gives {@code width} channels, to a network. */
  abstract Value add(GraphBuilder graph, Value x, int width);

  private static Value convolution(
      GraphBuilder graph, String name, int number, Value x, int width, Window window) {
    Value y = graph.convolution(name + "conv" + number, x, width, window, 1);
    return graph.relu(graph.batchNorm(name + "bn" + number, y));
  }
}
