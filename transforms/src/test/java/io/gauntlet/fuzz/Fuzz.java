package io.gauntlet.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.BadInputException;
import java.io.IOException;
import java.time.Duration;

/**
 * An input is read or refused, whatever is in it: in time, in memory, and with one line that says
 * which file it is. Everything else is a find.
 */
final class Fuzz {
  /** Tries of each property. */
  static final int TRIES = 10_000;

  /** Names the file in errors. */
  static final String FILE = "fuzzed-file";

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int LONGEST_LINE = 2_000;

  private Fuzz() {}

  /** Reads an input. */
  @FunctionalInterface
  interface Reading {
    void read() throws IOException;
  }

  /** Reads a file whose errors have to name it. */
  static void file(Reading reading) {
    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          try {
            reading.read();
          } catch (BadInputException | IOException e) {
            assertOneLine(e);
            assertTrue(e.getMessage().contains(FILE), e::toString);
          }
        });
  }

  /** Reads what a user typed. */
  static void option(Runnable reading) {
    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          try {
            reading.run();
          } catch (IllegalArgumentException e) {
            assertOneLine(e);
          }
        });
  }

  private static void assertOneLine(Exception refused) {
    String message = refused.getMessage();
    assertNotNull(message, refused::toString);
    assertFalse(message.contains("\n") || message.contains("\r"), message);
    assertTrue(message.length() <= LONGEST_LINE, message);
    assertFalse(message.contains("Exception"), message);
  }
}
