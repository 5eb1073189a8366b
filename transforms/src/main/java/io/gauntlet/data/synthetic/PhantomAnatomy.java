package io.gauntlet.data.synthetic;

import java.util.SplittableRandom;

/**
 * How one patient is built and exposed. Lengths are in half image widths.
 *
 * @param stance where the patient stands
 * @param width the breadth of the chest against the mean, about 1
 * @param lungHeight the vertical half axis of a lung
 * @param heart the heart
 * @param diaphragm the height of the top of the diaphragm, larger is lower
 * @param ribs the ribs
 * @param exposure the factor on all brightness, about 1
 */
record PhantomAnatomy(
    Stance stance,
    double width,
    double lungHeight,
    Heart heart,
    double diaphragm,
    Ribs ribs,
    double exposure) {

  /**
   * Where a patient stands.
   *
   * @param right how far to the right
   * @param low how far down
   */
  record Stance(double right, double low) {}

  /**
   * A heart.
   *
   * @param size against the mean, about 1
   * @param x its middle, to the right of the spine in a frontal image
   */
  record Heart(double size, double x) {}

  /**
   * The ribs of a chest.
   *
   * @param spacing the distance between two
   * @param phase the position of the first, in spacings from 0 to 1
   * @param contrast the brightness of each
   */
  record Ribs(double spacing, double phase, double contrast) {}

  /** Draws a patient, always in the same order. */
  static PhantomAnatomy draw(SplittableRandom random) {
    return new PhantomAnatomy(
        new Stance(random.nextDouble(-0.04, 0.04), random.nextDouble(-0.04, 0.04)),
        random.nextDouble(0.94, 1.06),
        random.nextDouble(0.66, 0.73),
        new Heart(random.nextDouble(0.93, 1.07), random.nextDouble(0.09, 0.14)),
        random.nextDouble(0.40, 0.48),
        new Ribs(random.nextDouble(0.19, 0.22), random.nextDouble(), random.nextDouble(0.04, 0.08)),
        random.nextDouble(0.95, 1.05));
  }
}
