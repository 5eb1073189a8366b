package io.gauntlet.data.synthetic;

import java.util.SplittableRandom;

/**
 * How one patient is built and exposed. Lengths are in half image widths.
 *
 * @param shiftX how far the patient stands to the right
 * @param shiftY how far the patient stands low
 * @param width the breadth of the chest against the mean, about 1
 * @param lungHeight the vertical half axis of a lung
 * @param heart the size of the heart against the mean, about 1
 * @param heartX the middle of the heart, to the right of the spine in a frontal image
 * @param diaphragm the height of the top of the diaphragm, larger is lower
 * @param ribSpacing the distance between two ribs
 * @param ribPhase the position of the first rib, in rib spacings from 0 to 1
 * @param ribContrast the brightness of a rib
 * @param exposure the factor on all brightness, about 1
 */
record PhantomAnatomy(
    double shiftX,
    double shiftY,
    double width,
    double lungHeight,
    double heart,
    double heartX,
    double diaphragm,
    double ribSpacing,
    double ribPhase,
    double ribContrast,
    double exposure) {

  /** Draws a patient. */
  static PhantomAnatomy draw(SplittableRandom random) {
    return new PhantomAnatomy(
        random.nextDouble(-0.04, 0.04),
        random.nextDouble(-0.04, 0.04),
        random.nextDouble(0.94, 1.06),
        random.nextDouble(0.66, 0.73),
        random.nextDouble(0.93, 1.07),
        random.nextDouble(0.09, 0.14),
        random.nextDouble(0.40, 0.48),
        random.nextDouble(0.19, 0.22),
        random.nextDouble(),
        random.nextDouble(0.04, 0.08),
        random.nextDouble(0.95, 1.05));
  }
}
