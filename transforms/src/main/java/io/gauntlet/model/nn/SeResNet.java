package io.gauntlet.model.nn;

import ai.djl.ndarray.NDArray;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;

/**
 * A residual network with squeeze and excitation (Hu et al. 2018, "Squeeze-and-Excitation
 * Networks", figure 3 and table 1), one row of a table of numbers over shared blocks. Tensors are
 * named as in the public checkpoints: timm's {@code seresnet*} and {@code legacy_senet154}.
 *
 * @param family which blocks
 * @param channels that the first convolution takes: 1 for grey, 3 for checkpoints trained on
 *     colour, whose input is the grey picture three times
 * @param blocks blocks of each stage; every stage but the first halves height and width
 * @param planes width of each stage before the block's expansion
 * @param reduction the squeeze of the excitation, at least 1
 */
public record SeResNet(
    Family family, int channels, List<Integer> blocks, List<Integer> planes, int reduction) {
  private static final String PREFIX = "image.";
  private static final List<Integer> PLANES = List.of(64, 128, 256, 512);

  /** A stem and a block that belong together. */
  public enum Family {
    /** A small stem and basic blocks, for small pictures. */
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

  private static final ImmutableSortedMap<String, SeResNet> PRESETS =
      ImmutableSortedMap.<String, SeResNet>naturalOrder()
          .put("tiny", new SeResNet(Family.SMALL, 1, List.of(1, 1, 1), List.of(16, 32, 64), 4))
          .put(
              "small",
              new SeResNet(Family.SMALL, 1, List.of(2, 2, 2, 2), List.of(32, 64, 128, 256), 16))
          .put("se-resnet-18", new SeResNet(Family.BASIC, 3, List.of(2, 2, 2, 2), PLANES, 16))
          .put("se-resnet-34", new SeResNet(Family.BASIC, 3, List.of(3, 4, 6, 3), PLANES, 16))
          .put("se-resnet-50", new SeResNet(Family.BOTTLENECK, 3, List.of(3, 4, 6, 3), PLANES, 16))
          .put(
              "se-resnet-101", new SeResNet(Family.BOTTLENECK, 3, List.of(3, 4, 23, 3), PLANES, 16))
          .put(
              "se-resnet-152", new SeResNet(Family.BOTTLENECK, 3, List.of(3, 8, 36, 3), PLANES, 16))
          .put("senet-154", new SeResNet(Family.SENET, 3, List.of(3, 8, 36, 3), PLANES, 16))
          .build();

  /** Checks that every stage has a width. */
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

  /** The networks that have a name: small ones for a CPU, the published ones. */
  public static Map<String, SeResNet> presets() {
    return PRESETS;
  }

  /**
   * The network of a name.
   *
   * @throws IllegalArgumentException when there is none; the message lists what there is
   */
  public static SeResNet named(String name) {
    SeResNet network = PRESETS.get(name);
    if (network == null) {
      throw new IllegalArgumentException(
          "no image model is named '" + name + "'; there are " + PRESETS.keySet());
    }
    return network;
  }

  /** A network for a laptop: three stages of one block. */
  public static SeResNet tiny() {
    return named("tiny");
  }

  /** Features of one view. */
  public int features() {
    return family.block.out(planes.get(planes.size() - 1));
  }

  /** Share of the features that is left out before the head while training, in {@code [0, 1)}. */
  public double dropout() {
    return family.dropout;
  }

  /** The tensors it needs. */
  @JsonIgnore
  public List<ParameterSpec> parameters() {
    return declare(1).specs();
  }

  /**
   * Multiplications and additions of one forward pass over one picture, each pair counted once.
   *
   * @param side height and width of the picture, in pixels
   */
  public double multiplyAdds(int side) {
    return declare(side).multiplyAdds();
  }

  private Declaration declare(int side) {
    Declaration declare = new Declaration(side);
    family.stem.declare(declare, PREFIX, channels, stemWidth());
    int in = stemWidth();
    for (int stage = 0; stage < blocks.size(); stage++) {
      int width = planes.get(stage);
      for (int block = 0; block < blocks.get(stage); block++) {
        int kernel = hasShortcut(in, stage, block) ? stage == 0 ? 1 : family.shortcutKernel : 0;
        family.block.declare(
            declare, name(stage, block), in, width, stride(stage, block), reduction, kernel);
        in = family.block.out(width);
      }
    }
    return declare;
  }

  private int stemWidth() {
    return family == Family.SENET ? 2 * planes.get(0) : planes.get(0);
  }

  private boolean hasShortcut(int in, int stage, int block) {
    return block == 0 && (stride(stage, block) > 1 || in != family.block.out(planes.get(stage)));
  }

  /**
   * The features of pictures.
   *
   * @param x normalised grey pictures {@code [batch, 1, height, width]}
   * @param training whether batch statistics are used and followed
   * @return {@code [batch, features]}
   */
  public NDArray forward(Weights weights, NDArray x, boolean training) {
    NDArray y = channels == 1 ? x : x.repeat(1, channels);
    y = family.stem.forward(weights, PREFIX, y, training);
    int in = stemWidth();
    for (int stage = 0; stage < blocks.size(); stage++) {
      for (int block = 0; block < blocks.get(stage); block++) {
        boolean shortcut = hasShortcut(in, stage, block);
        y =
            family.block.forward(
                weights, name(stage, block), y, stride(stage, block), shortcut, training);
        in = family.block.out(planes.get(stage));
      }
    }
    return Layers.globalAverage(y);
  }

  private static String name(int stage, int block) {
    return PREFIX + "layer" + (stage + 1) + "." + block + ".";
  }

  private static int stride(int stage, int block) {
    return stage > 0 && block == 0 ? 2 : 1;
  }
}
