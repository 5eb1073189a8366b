package io.gauntlet.data.synthetic;

import java.util.SplittableRandom;

/**
 * One finding of one study with all that the drawing and the report need to know.
 *
 * @param kind what it is
 * @param left whether it is on the patient's left, which is the right of a frontal image
 * @param height its height within the lung, from 0 (apex) to 1 (base)
 * @param across its offset from the middle of the lung, from -1 to 1, positive away from the spine
 * @param depth its position from front (-1) to back (1), seen in the lateral image
 * @param size its size from 0 (smallest) to 1 (largest)
 * @param frontal its contrast in the frontal image, from 0 (not visible) to 1
 * @param lateral its contrast in the lateral image, from 0 (not visible) to 1
 */
record SyntheticFinding(
    Finding kind,
    boolean left,
    double height,
    double across,
    double depth,
    double size,
    double frontal,
    double lateral) {

  private static final double SUBTLE = 0.12;
  private static final double ONE_VIEW = 0.10;

  /** Draws position, size and contrast of a finding of the given kind. */
  static SyntheticFinding draw(Finding kind, SplittableRandom random) {
    final boolean left = random.nextBoolean();
    final double height = random.nextDouble(0.1, 0.85);
    final double across = random.nextDouble(-1.0, 1.0);
    final double depth = random.nextDouble(-1.0, 1.0);
    final double size = random.nextDouble();
    final boolean subtle = random.nextDouble() < SUBTLE;
    final double contrast = subtle ? random.nextDouble(0.03, 0.16) : random.nextDouble(0.55, 1.0);
    final double views = random.nextDouble();
    final double frontal = views < ONE_VIEW / 2 ? 0.0 : contrast;
    final double lateral = views > 1.0 - ONE_VIEW / 2 ? 0.0 : contrast;
    return new SyntheticFinding(kind, left, height, across, depth, size, frontal, lateral);
  }

  /** The word for the side, {@code left} or {@code right}. */
  String side() {
    return left ? "left" : "right";
  }

  /** The word for the height within the lung as reports have it. */
  String zone() {
    if (height < 0.35) {
      return "upper";
    }
    return height < 0.6 ? "mid" : "lower";
  }

  /** The MeSH heading with its qualifiers, such as {@code Opacity/lung/base/left}. */
  String mesh() {
    if (!kind.isSided()) {
      return kind.heading() + (size < 0.5 ? "/mild" : "/moderate");
    }
    if (!kind.hasZone()) {
      return kind.heading() + "/" + side();
    }
    return kind.heading() + "/" + meshZone() + "/" + side();
  }

  private String meshZone() {
    return switch (zone()) {
      case "upper" -> "upper lobe";
      case "mid" -> "middle lobe";
      default -> "base";
    };
  }
}
