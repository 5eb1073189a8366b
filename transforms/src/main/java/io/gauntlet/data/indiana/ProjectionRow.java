package io.gauntlet.data.indiana;

import java.io.Serializable;

/**
 * A row of the table of images.
 *
 * @param file the table, as errors name it
 * @param line of the file where the row starts, from 1
 * @param uid the study's
 * @param filename of the image; data, not to be trusted
 * @param projection {@code Frontal} or {@code Lateral}
 */
public record ProjectionRow(String file, long line, String uid, String filename, String projection)
    implements Serializable {

  /** Whether the image is taken from the front. */
  public boolean isFrontal() {
    return projection.equalsIgnoreCase("frontal");
  }

  /** Whether the image is taken from the side. */
  public boolean isLateral() {
    return projection.equalsIgnoreCase("lateral");
  }
}
