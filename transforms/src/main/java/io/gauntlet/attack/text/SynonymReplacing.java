package io.gauntlet.attack.text;

import io.gauntlet.attack.TextAttack;

/**
 * Puts WordNet synonyms in the place of words that are neither stop words, negations nor numbers
 * (Mozhegova et al. 2025, section 3.4; PWWS, Ren et al. 2019).
 */
public final class SynonymReplacing {
  private SynonymReplacing() {}

  /**
   * Changes the words that count most, each to the synonym that hurts most.
   *
   * @param fraction largest share of the words changed, in {@code (0, 1]}
   * @param maxQueries most captions scored a study, at least 1; {@link Long#MAX_VALUE} for no limit
   * @throws IllegalArgumentException if either is out of range
   */
  public static TextAttack greedy(double fraction, long maxQueries) {
    return new GreedyWordSearch(space(fraction), maxQueries);
  }

  /**
   * Changes words drawn at random, each to a synonym drawn at random.
   *
   * @param fraction share of the words changed, in {@code (0, 1]}, as far as they have synonyms
   * @throws IllegalArgumentException if the fraction is out of range
   */
  public static TextAttack random(double fraction) {
    return new RandomWordSearch(space(fraction));
  }

  private static SearchSpace space(double fraction) {
    return new SearchSpace(new WordNetSynonyms(), new ProtectedWords(), fraction);
  }
}
