package io.gauntlet.data;

/**
 * That a victim gives no more answers that could be scored: its server is gone, its budget is
 * spent, or it is another model than it was. What was asked of it is lost, and nothing else. The
 * message never quotes what the victim was shown, nor what it said.
 */
public final class UnansweredException extends RuntimeException {
  /** What outcomes say that are none for this reason. */
  public static final String REASON = "victim-gave-no-answer";

  private static final long serialVersionUID = 1;

  /**
   * With a line that says what happened and what to do.
   *
   * @param message without a word of a report
   */
  public UnansweredException(String message) {
    super(message);
  }

  /**
   * The same with a cause.
   *
   * @param message without a word of a report
   */
  public UnansweredException(String message, Throwable cause) {
    super(message, cause);
  }
}
