package io.gauntlet.attack.text.words;

import io.gauntlet.data.words.ReportWords;

/** Says which words may change, and to what (Morris et al. 2020, TextAttack). Thread-safe. */
@FunctionalInterface
public interface Constraint {

  /**
   * Whether a word may change.
   *
   * @param words the clean caption
   * @param i the word's place, in {@code [0, words.size())}
   */
  boolean allows(Words words, int i);

  /**
   * Whether a word that may change may become another.
   *
   * @param words the clean caption
   * @param i the word's place, in {@code [0, words.size())}
   */
  default boolean allows(Words words, int i, String candidate) {
    return true;
  }

  /** The same constraint where reports are written with these words; most ask for none. */
  default Constraint among(ReportWords reports) {
    return this;
  }

  /** Allows everything. */
  static Constraint none() {
    return (words, i) -> true;
  }

  /** Allows what both allow. */
  default Constraint and(Constraint other) {
    Constraint one = this;
    return new Constraint() {
      @Override
      public boolean allows(Words words, int i) {
        return one.allows(words, i) && other.allows(words, i);
      }

      @Override
      public boolean allows(Words words, int i, String candidate) {
        return one.allows(words, i, candidate) && other.allows(words, i, candidate);
      }

      @Override
      public Constraint among(ReportWords reports) {
        return one.among(reports).and(other.among(reports));
      }
    };
  }
}
