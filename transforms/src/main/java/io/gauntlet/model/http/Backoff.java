package io.gauntlet.model.http;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long is waited between calls for the same answer: twice as long each time, of which between a
 * half and all is drawn, so that calls that failed together are not made together again.
 *
 * @param first most after the first call
 * @param longest most after any
 */
record Backoff(Duration first, Duration longest) {
  static final Backoff USUAL = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(20));

  private static final int MOST_DOUBLINGS = 16;

  /**
   * The pause after a call.
   *
   * @param call its number, from 1
   * @param asked how long the server wants to be left alone, which comes before what is drawn
   */
  Duration pause(int call, Duration asked) {
    long most =
        Math.min(longest.toMillis(), first.toMillis() << Math.min(call - 1, MOST_DOUBLINGS));
    return asked.plusMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }
}
