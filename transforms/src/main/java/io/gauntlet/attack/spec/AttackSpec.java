package io.gauntlet.attack.spec;

/**
 * What is done to a study, by name: an attack on one modality, one on each in {@link Sequence}, or
 * one of the forms that are made of these. {@link Object#toString} spells it so that equal attacks
 * have equal names, whatever way they were written.
 */
public sealed interface AttackSpec permits Sequence, Alternating, WorstOf, Transfer {
  /** Whether it changes pixels. */
  boolean changesPictures();

  /** Whether it changes words. */
  boolean changesWords();

  /** Whether nothing is changed. */
  default boolean isNone() {
    return !changesPictures() && !changesWords();
  }

  /**
   * Reads an attack, and checks its names and options by making it.
   *
   * @throws IllegalArgumentException that says what is wrong and what there is instead
   */
  static AttackSpec parse(String text) {
    return parse(text, Long.MAX_VALUE);
  }

  /**
   * Reads an attack as {@link #parse(String)} does, with a bound on what attacks may ask.
   *
   * @param maxQueries most queries, a study, of an attack that can be bounded and that the text
   *     does not bound itself, at least 1
   */
  static AttackSpec parse(String text, long maxQueries) {
    return new AttackParser(maxQueries).parse(text);
  }
}
