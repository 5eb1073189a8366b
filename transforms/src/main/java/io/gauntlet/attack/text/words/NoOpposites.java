package io.gauntlet.attack.text.words;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;

/**
 * Lets no word become its opposite: neither an antonym in WordNet, so that "normal" never turns
 * into "abnormal" nor "left" into "right", nor the word with a negating prefix more or less.
 */
public record NoOpposites() implements Constraint {
  private static final ImmutableSet<String> PREFIXES =
      ImmutableSet.of("un", "non", "ab", "in", "im", "dis", "mal", "a");

  @Override
  public boolean allows(Words words, int i) {
    return true;
  }

  @Override
  public boolean allows(Words words, int i, String candidate) {
    String word = words.get(i).toLowerCase(Locale.ROOT);
    String other = candidate.toLowerCase(Locale.ROOT);
    return !WordNet.entry(word).antonyms().contains(other)
        && !WordNet.entry(other).antonyms().contains(word)
        && PREFIXES.stream()
            .noneMatch(prefix -> other.equals(prefix + word) || word.equals(prefix + other));
  }
}
