package io.gauntlet.pipelines.request;

/** What a user asked for cannot be done; the message is one line that names it and the remedy. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }

  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
