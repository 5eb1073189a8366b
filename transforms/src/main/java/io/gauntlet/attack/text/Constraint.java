package io.gauntlet.attack.text;

/** Says which words may change at all (Morris et al. 2020, TextAttack). Safe for any thread. */
@FunctionalInterface
public interface Constraint {

  /**
   * Whether a word may change.
   *
   * @param words the clean caption
   * @param i the word's place, in {@code [0, words.size())}
   */
  boolean allows(Words words, int i);

  /** Allows what both allow. */
  default Constraint and(Constraint other) {
    return (words, i) -> allows(words, i) && other.allows(words, i);
  }
}
