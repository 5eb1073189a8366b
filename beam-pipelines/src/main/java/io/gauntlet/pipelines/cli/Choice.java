package io.gauntlet.pipelines.cli;

/**
 * A name that an option takes.
 *
 * @param name as typed
 * @param meaning in a few words; empty where the name says it
 */
public record Choice(String name, String meaning) {

  /** A choice that is written {@code name: meaning}, or as its name alone. */
  static Choice of(String written) {
    int colon = written.indexOf(": ");
    return colon < 0
        ? new Choice(written, "")
        : new Choice(written.substring(0, colon), written.substring(colon + 2));
  }
}
