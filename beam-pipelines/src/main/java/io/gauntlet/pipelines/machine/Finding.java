package io.gauntlet.pipelines.machine;

/**
 * What was found of one thing that a run needs.
 *
 * @param what was looked at, in a word or two
 * @param state how it is
 * @param text what was found
 * @param remedy what to do; empty where there is nothing to do
 */
public record Finding(String what, State state, String text, String remedy) {

  /** How a thing is. */
  public enum State {
    /** As it should be. */
    FINE,
    /** Runs go, but slower, or less of what there is. */
    NOTE,
    /** Runs fail. */
    MEND
  }

  static Finding fine(String what, String text) {
    return new Finding(what, State.FINE, text, "");
  }

  static Finding note(String what, String text, String remedy) {
    return new Finding(what, State.NOTE, text, remedy);
  }

  static Finding mend(String what, String text, String remedy) {
    return new Finding(what, State.MEND, text, remedy);
  }
}
