package io.gauntlet.model.nn;

import io.gauntlet.model.nn.graph.Graph;
import io.gauntlet.model.nn.graph.GraphBuilder;
import io.gauntlet.model.nn.graph.Value;
import io.gauntlet.model.nn.operator.AveragePool;
import io.gauntlet.model.nn.operator.GlobalAverage;
import io.gauntlet.model.nn.operator.MaxPool;
import io.gauntlet.model.nn.operator.Window;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A densely connected network with bottlenecks and compression, DenseNet-BC (Huang et al. 2017,
 * "Densely Connected Convolutional Networks", section 3 and table 1): each layer reads what all
 * layers before it in its block gave. Tensors are named as in torchvision's and timm's {@code
 * densenet*}. torchxrayvision's networks are the same over one channel.
 *
 * @param channels that the first convolution takes: 1 for grey, 3 for checkpoints trained on
 *     colour, whose input is the grey image three times
 * @param growth channels that each layer adds
 * @param blocks layers of each block; between two blocks, channels, height and width are halved
 */
public record DenseNet(int channels, int growth, List<Integer> blocks) implements ImageNetwork {
  /** A layer's bottleneck is so many times its growth wide. */
  private static final int BOTTLENECK = 4;

  private static final int SIDE = 224;

  /** torchvision's checkpoints of 2017 have a dot in the names of a layer's parts. */
  private static final Pattern DOTTED =
      Pattern.compile("(denselayer\\d+\\.(?:norm|conv))\\.([12]\\.)");

  public DenseNet {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("a DenseNet takes 1 or 3 channels, not " + channels);
    }
    if (growth < 1 || blocks.isEmpty()) {
      throw new IllegalArgumentException("a DenseNet needs a block and a growth of at least 1");
    }
    blocks = List.copyOf(blocks);
  }

  @Override
  public Graph graph() {
    GraphBuilder graph = new GraphBuilder(PREFIX + "features.");
    Value x = graph.input("images", 1);
    if (channels > 1) {
      x = graph.repeat(x, channels);
    }
    x = graph.convolution("conv0", x, 2 * growth, Window.padded(7, 2), 1);
    x = graph.relu(graph.batchNorm("norm0", x));
    x = graph.apply(new MaxPool(Window.padded(3, 2), RoundingMode.FLOOR), x);
    for (int block = 1; block <= blocks.size(); block++) {
      if (block > 1) {
        x = transition(graph, "transition" + (block - 1) + ".", x);
      }
      for (int layer = 1; layer <= blocks.get(block - 1); layer++) {
        x = graph.concat(x, layer(graph, "denseblock" + block + ".denselayer" + layer + ".", x));
      }
    }
    x = graph.relu(graph.batchNorm("norm" + (blocks.size() + 1), x));
    return graph.build(graph.apply(new GlobalAverage(), x));
  }

  private Value layer(GraphBuilder graph, String name, Value x) {
    Value y = graph.relu(graph.batchNorm(name + "norm1", x));
    y = graph.convolution(name + "conv1", y, BOTTLENECK * growth, Window.padded(1, 1), 1);
    y = graph.relu(graph.batchNorm(name + "norm2", y));
    return graph.convolution(name + "conv2", y, growth, Window.padded(3, 1), 1);
  }

  private static Value transition(GraphBuilder graph, String name, Value x) {
    Value y = graph.relu(graph.batchNorm(name + "norm", x));
    y = graph.convolution(name + "conv", y, x.width() / 2, Window.padded(1, 1), 1);
    return graph.apply(new AveragePool(new Window(2, 2, 0)), y);
  }

  @Override
  public int side() {
    return SIDE;
  }

  @Override
  public Optional<String> present(String published) {
    // Beside the features lie a head and, in torchxrayvision's, the thresholds of its classes.
    return published.startsWith("features.")
        ? Optional.of(DOTTED.matcher(published).replaceAll("$1$2"))
        : Optional.empty();
  }
}
