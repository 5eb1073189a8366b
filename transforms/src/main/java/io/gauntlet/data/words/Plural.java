package io.gauntlet.data.words;

import java.util.Optional;
import java.util.regex.Pattern;

/** Regular English plurals: {@code density}, {@code densities}; {@code mass}, {@code masses}. */
public final class Plural {
  private static final Pattern SIBILANT = Pattern.compile(".*(?:ss|x|z|ch|sh)");
  private static final Pattern CONSONANT_Y = Pattern.compile(".*[^aeiou]y");

  private Plural() {}

  /**
   * The plural of a term, of whose words the last is declined.
   *
   * @return empty where a term ends as plurals and Latin words do, in a single {@code s}
   */
  public static Optional<String> of(String term) {
    if (SIBILANT.matcher(term).matches()) {
      return Optional.of(term + "es");
    }
    if (term.endsWith("s")) {
      return Optional.empty();
    }
    return Optional.of(
        CONSONANT_Y.matcher(term).matches()
            ? term.substring(0, term.length() - 1) + "ies"
            : term + "s");
  }
}
