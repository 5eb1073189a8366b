package io.gauntlet.transforms.attacking.order;

import java.io.Serializable;
import java.time.Instant;

/**
 * By when attacks should be done.
 *
 * @param text as a user wrote it, such as {@code 6h}
 * @param at the time
 */
public record Deadline(String text, Instant at) implements Serializable {
  /** There is none. */
  public static final Deadline NONE = new Deadline("none", Instant.MAX);

  /** Whether there is one. */
  public boolean isSet() {
    return !equals(NONE);
  }
}
