package io.gauntlet.model.http;

import java.time.Duration;
import java.util.OptionalDouble;

/** Keeps calls apart, so that no more than a rate are begun in a second. */
final class Pacer {
  private final long apart;
  private long free = System.nanoTime();

  /**
   * With a rate.
   *
   * @param rate calls a second; empty for no limit
   */
  Pacer(OptionalDouble rate) {
    this.apart = rate.isPresent() ? (long) (1e9 / rate.getAsDouble()) : 0;
  }

  /** Takes the next turn; how long it is until then. */
  synchronized Duration turn() {
    long now = System.nanoTime();
    long at = Math.max(now, free);
    free = at + apart;
    return Duration.ofNanos(at - now);
  }
}
