package io.gauntlet.data;

/** An input that cannot be used; the message names what is wrong and the remedy. */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  /**
   * Says what is wrong.
   *
   * @param reason short code, the same for all inputs with the same fault, such as too-large
   * @param message one line with the remedy
   */
  public BadInputException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The short code. */
  public String reason() {
    return reason;
  }
}
