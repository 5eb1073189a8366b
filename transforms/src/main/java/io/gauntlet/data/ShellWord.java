package io.gauntlet.data;

import com.google.common.base.CharMatcher;

/** A word of a command that a user may copy into a shell. */
public final class ShellWord {
  /** What a shell takes for itself is not among these. */
  private static final CharMatcher PLAIN =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("/.,:=+-_@%"));

  private ShellWord() {}

  /** The word, in quotes where a shell would read it otherwise. */
  public static String of(String word) {
    return !word.isEmpty() && PLAIN.matchesAllOf(word)
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
