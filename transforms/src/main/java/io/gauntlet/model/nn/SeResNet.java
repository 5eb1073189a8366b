package io.gauntlet.model.nn;

import io.gauntlet.model.nn.graph.Graph;
import io.gauntlet.model.nn.graph.GraphBuilder;
import io.gauntlet.model.nn.graph.Value;
import io.gauntlet.model.nn.operator.GlobalAverage;
import java.util.List;

/**
 * A residual network with squeeze and excitation (Hu et al. 2018, "Squeeze-and-Excitation
 * Networks", figure 3 and table 1), as numbers over shared blocks. Tensors are named as in the
 * public checkpoints: timm's {@code seresnet*} and {@code legacy_senet154}.
 *
 * @param family which blocks
 * @param channels that the first convolution takes: 1 for grey, 3 for checkpoints trained on
 *     colour, whose input is the grey image three times
 * @param blocks blocks of each stage; every stage but the first halves height and width
 * @param planes width of each stage before the block's expansion
 * @param reduction the squeeze of the excitation, at least 1
 */
public record SeResNet(
    Family family, int channels, List<Integer> blocks, List<Integer> planes, int reduction)
    implements ImageNetwork {
  private static final int SMALL_SIDE = 64;
  private static final int PUBLISHED_SIDE = 224;
  private static final List<Integer> PLANES = List.of(64, 128, 256, 512);

  /** A stem and a block that belong together. */
  public enum Family {
    /** A small stem and basic blocks, for small images. */
    SMALL(Stem.SMALL, ResidualBlock.BASIC, 1, 0),
    /** Basic blocks. */
    BASIC(Stem.STANDARD, ResidualBlock.BASIC, 1, 0),
    /** Bottlenecks. */
    BOTTLENECK(Stem.STANDARD, ResidualBlock.BOTTLENECK, 1, 0),
    /** SENet-154: a deep stem, grouped bottlenecks, 3 × 3 shortcuts from the second stage on. */
    SENET(Stem.DEEP, ResidualBlock.SENET, 3, 0.2);

    private final Stem stem;
    private final ResidualBlock block;
    private final int shortcutKernel;
    private final double dropout;

    Family(Stem stem, ResidualBlock block, int shortcutKernel, double dropout) {
      this.stem = stem;
      this.block = block;
      this.shortcutKernel = shortcutKernel;
      this.dropout = dropout;
    }
  }

  public SeResNet {
    if (blocks.isEmpty() || blocks.size() != planes.size() || reduction < 1) {
      throw new IllegalArgumentException(
          "an SE-ResNet needs as many widths as stages and a reduction of at least 1");
    }
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("an SE-ResNet takes 1 or 3 channels, not " + channels);
    }
    blocks = List.copyOf(blocks);
    planes = List.copyOf(planes);
  }

  /** A network for small grey images. */
  static SeResNet small(List<Integer> blocks, List<Integer> planes, int reduction) {
    return new SeResNet(Family.SMALL, 1, blocks, planes, reduction);
  }

  /** A network with the widths and the reduction of the publication, over colour. */
  static SeResNet published(Family family, Integer... blocks) {
    return new SeResNet(family, 3, List.of(blocks), PLANES, 16);
  }

  @Override
  public Graph graph() {
    GraphBuilder graph = new GraphBuilder(PREFIX);
    Value x = graph.input("images", 1);
    if (channels > 1) {
      x = graph.repeat(x, channels);
    }
    x = family.stem.add(graph, x, stemWidth());
    for (int stage = 0; stage < blocks.size(); stage++) {
      int shortcutKernel = stage == 0 ? 1 : family.shortcutKernel;
      for (int block = 0; block < blocks.get(stage); block++) {
        String name = "layer" + (stage + 1) + "." + block + ".";
        int stride = stage > 0 && block == 0 ? 2 : 1;
        x = family.block.add(graph, name, x, planes.get(stage), stride, reduction, shortcutKernel);
      }
    }
    x = graph.apply(new GlobalAverage(), x);
    return graph.build(family.dropout > 0 ? graph.dropout(x, family.dropout) : x);
  }

  private int stemWidth() {
    return family == Family.SENET ? 2 * planes.get(0) : planes.get(0);
  }

  @Override
  public int side() {
    return family == Family.SMALL ? SMALL_SIDE : PUBLISHED_SIDE;
  }
}
