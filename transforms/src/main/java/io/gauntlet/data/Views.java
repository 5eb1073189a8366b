package io.gauntlet.data;

import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The views of a study that victims see, in the order of a network's input.
 *
 * @param names at least one, each once, such as frontal
 * @param missing what becomes of a study that lacks one
 */
public record Views(ImmutableList<String> names, Missing missing) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /** The two views of the paper; a study needs both. */
  public static final Views BOTH =
      new Views(ImmutableList.of(Studies.FRONTAL, Studies.LATERAL), Missing.DROP);

  /** What becomes of a study that lacks a view. */
  public enum Missing {
    /** It is quarantined. */
    DROP,
    /** The view is black, and no attack changes it; a study without any view is quarantined. */
    ZERO;

    /**
     * What a user wrote.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static Missing named(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "drop" -> DROP;
        case "zero" -> ZERO;
        default ->
            throw new IllegalArgumentException(
                "'"
                    + Quoted.of(text)
                    + "' is neither drop nor zero"
                    + KnownNames.closest(text, List.of("drop", "zero"))
                        .map(guess -> "; did you mean '" + guess + "'?")
                        .orElse("; give one of them"));
      };
    }

    /** As users write it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Views {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no view is named; give at least one, such as frontal");
    }
    names.forEach(Views::requireName);
  }

  /**
   * Checks the name of a view.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no name of a view; write lower-case letters, digits and hyphens, such as frontal"
              .formatted(Quoted.of(name)));
    }
  }

  /**
   * The views of a list such as {@code frontal,lateral}.
   *
   * @throws IllegalArgumentException when a name is none, or there twice
   */
  public static Views parse(String list) {
    return new Views(CommaList.of(list), Missing.DROP);
  }

  /** The same views; other studies. */
  public Views withMissing(Missing other) {
    return new Views(names, other);
  }
}
