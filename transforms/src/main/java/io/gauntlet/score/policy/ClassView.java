package io.gauntlet.score.policy;

import java.util.Optional;

/**
 * One class held against the rest. In the key of what is compared it stands where a slice stands,
 * as {@code class: covid}: all studies count, and those of the class are the positive ones.
 */
public final class ClassView {
  private static final String PREFIX = "class: ";

  private ClassView() {}

  /** The view of a class, as a key has it. */
  public static String of(String name) {
    return PREFIX + name;
  }

  /**
   * The class of a view; empty where it is a slice, or nothing.
   *
   * @param slice as a key has it; null for all studies
   */
  public static Optional<String> name(String slice) {
    return Optional.ofNullable(slice)
        .filter(text -> text.startsWith(PREFIX))
        .map(text -> text.substring(PREFIX.length()));
  }
}
