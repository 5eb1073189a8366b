package io.gauntlet.data.synthetic;

import com.google.common.base.Ascii;
import java.util.SplittableRandom;

/**
 * One finding of one study with all that the drawing and the report need to know.
 *
 * @param kind what it is
 * @param side the patient's side that it is on; a patient's left is the right of a frontal image
 * @param place where it is within the lung
 * @param size its size from 0 (smallest) to 1 (largest)
 * @param contrast how well each image shows it
 */
record SyntheticFinding(Finding kind, Side side, Place place, double size, Contrast contrast) {

  /** A side of a patient. */
  enum Side {
    LEFT,
    RIGHT;

    /** The word for it. */
    @Override
    public String toString() {
      return Ascii.toLowerCase(name());
    }
  }

  /**
   * A place within a lung.
   *
   * @param height from 0 (apex) to 1 (base)
   * @param across the offset from the middle of the lung, from -1 to 1, positive away from the
   *     spine
   * @param depth from front (-1) to back (1), seen in the lateral image
   */
  record Place(double height, double across, double depth) {}

  /**
   * Contrasts from 0 (not visible) to 1.
   *
   * @param frontal in the frontal image
   * @param lateral in the lateral image
   */
  record Contrast(double frontal, double lateral) {}

  private static final double SUBTLE = 0.12;
  private static final double ONE_VIEW = 0.10;

  /** Draws position, size and contrast of a finding of the given kind. */
  static SyntheticFinding draw(Finding kind, SplittableRandom random) {
    final Side side = random.nextBoolean() ? Side.LEFT : Side.RIGHT;
    final Place place =
        new Place(
            random.nextDouble(0.1, 0.85),
            random.nextDouble(-1.0, 1.0),
            random.nextDouble(-1.0, 1.0));
    final double size = random.nextDouble();
    final boolean subtle = random.nextDouble() < SUBTLE;
    final double contrast = subtle ? random.nextDouble(0.03, 0.16) : random.nextDouble(0.55, 1.0);
    final double views = random.nextDouble();
    final double frontal = views < ONE_VIEW / 2 ? 0.0 : contrast;
    final double lateral = views > 1.0 - ONE_VIEW / 2 ? 0.0 : contrast;
    return new SyntheticFinding(kind, side, place, size, new Contrast(frontal, lateral));
  }

  /** The word for the height within the lung as reports have it. */
  String zone() {
    if (place.height() < 0.35) {
      return "upper";
    }
    return place.height() < 0.6 ? "mid" : "lower";
  }

  /** The MeSH heading with its qualifiers, such as {@code Opacity/lung/base/left}. */
  String mesh() {
    if (!kind.isSided()) {
      return kind.heading() + (size < 0.5 ? "/mild" : "/moderate");
    }
    if (!kind.hasZone()) {
      return kind.heading() + "/" + side;
    }
    return kind.heading() + "/" + meshZone() + "/" + side;
  }

  private String meshZone() {
    return switch (zone()) {
      case "upper" -> "upper lobe";
      case "mid" -> "middle lobe";
      default -> "base";
    };
  }
}
