package io.gauntlet.model.train;

/** The images of a study, wherever they are kept. Safe for any thread. */
@FunctionalInterface
public interface PixelSource {
  /**
   * Reads them.
   *
   * @return {@code 2 * height * width} values in {@code [0, 1]}, frontal then lateral; empty
   *     without images. Not to be changed
   */
  float[] pixels();
}
