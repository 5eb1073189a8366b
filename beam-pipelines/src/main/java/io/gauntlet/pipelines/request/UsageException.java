package io.gauntlet.pipelines.request;

import java.util.function.Supplier;

/** What a user asked for cannot be done; the message is one line that names it and the remedy. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Reads the value of an option.
   *
   * @param option as it is written, with its dashes
   * @param value throws IllegalArgumentException with a sentence of what is wrong
   * @throws UsageException with that sentence behind the option
   */
  public static <T> T reading(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage(), e);
    }
  }

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
