package io.gauntlet.attack.text;

import java.util.List;

/** Says what a word may become (Morris et al. 2020, TextAttack). Must be safe for any thread. */
@FunctionalInterface
public interface Transformation {

  /**
   * Words that may take the place of one word.
   *
   * @param words the caption at hand
   * @param i the word's place, in {@code [0, words.size())}
   * @return candidates in an order that never varies, without the word itself; possibly none
   */
  List<String> candidates(Words words, int i);
}
