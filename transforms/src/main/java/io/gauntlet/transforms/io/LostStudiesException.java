package io.gauntlet.transforms.io;

/** A stage lost too many of its studies; the message is one line with the reason and the remedy. */
public final class LostStudiesException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LostStudiesException(String message) {
    super(message);
  }
}
