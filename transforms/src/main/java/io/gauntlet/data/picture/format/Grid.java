package io.gauntlet.data.picture.format;

import io.gauntlet.data.Pixels;

/**
 * A decoded picture whose grey values are worked out one by one, as they are asked for.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param samples in {@code [0, 1]}
 */
public record Grid(int height, int width, Pixels.Samples samples) {

  /** The same, turned or mirrored as a camera says that it was held. */
  public Grid turned(Orientation orientation) {
    return orientation.swapsSides()
        ? new Grid(width, height, orientation.of(samples, height, width))
        : new Grid(height, width, orientation.of(samples, height, width));
  }

  /** All values. */
  public Pixels pixels() {
    return Pixels.drawn(height, width, samples);
  }
}
