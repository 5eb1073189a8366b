package io.gauntlet.attack;

/**
 * What is done to a study, by name. {@link Object#toString} spells it so that equal attacks have
 * equal names, whatever way they were written.
 */
public sealed interface AttackSpec permits Sequence {
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
    return AttackParser.parse(text);
  }
}
