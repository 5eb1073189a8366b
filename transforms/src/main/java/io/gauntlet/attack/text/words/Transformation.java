package io.gauntlet.attack.text.words;

import io.gauntlet.data.words.ReportWords;
import java.util.List;

/** Says what a word may become (Morris et al. 2020, TextAttack). Must be safe for any thread. */
@FunctionalInterface
public interface Transformation {

  /**
   * Words that may take the place of one word.
   *
   * @param words the clean caption
   * @param i the word's place, in {@code [0, words.size())}
   * @return candidates in an order that never varies, without the word itself; possibly none
   */
  List<String> candidates(Words words, int i);

  /** The same transformation with the randomness of one study; most have none. */
  default Transformation seeded(long seed) {
    return this;
  }

  /** The same transformation where reports are written with these words; most ask for none. */
  default Transformation among(ReportWords reports) {
    return this;
  }
}
