package io.gauntlet.attack.text.words;

import java.util.List;
import java.util.Locale;

/**
 * The synonyms of a word in WordNet 3.1, as in PWWS (Ren et al. 2019, section 3.2.1).
 *
 * <p>Candidates are the members of every synset of the word or of its base form, whatever the part
 * of speech, in lower case and alphabetical order; names of several words are left out.
 */
public record WordNetSynonyms() implements Transformation {

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if WordNet cannot be read
   */
  @Override
  public List<String> candidates(Words words, int i) {
    String word = words.get(i).toLowerCase(Locale.ROOT);
    return WordNet.entry(word).synonyms().stream()
        .filter(Words::isWord)
        .filter(name -> !name.equals(word))
        .toList();
  }
}
