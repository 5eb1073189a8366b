package io.gauntlet.attack.text.words;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Range;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.extjwnl.data.POS;

/**
 * Keeps the part of speech that a word has where it stands: "left" is an adjective in "left lung"
 * and a verb in "he left", and a noun of the same letters elsewhere counts for neither.
 *
 * <p>The word is tagged in its sentence. A candidate fits if WordNet knows it as that part of
 * speech, or, where WordNet does not know it, if it is tagged alike in the word's place.
 */
public record SamePartOfSpeech() implements Constraint {
  private static final ImmutableMap<String, POS> OPEN_CLASSES =
      ImmutableMap.of(
          "NOUN", POS.NOUN,
          "PROPN", POS.NOUN,
          "VERB", POS.VERB,
          "AUX", POS.VERB,
          "ADJ", POS.ADJECTIVE,
          "ADV", POS.ADVERB);

  @Override
  public boolean allows(Words words, int i) {
    return true;
  }

  @Override
  public boolean allows(Words words, int i, String candidate) {
    String sought = tag(words, i);
    ImmutableSet<POS> known = WordNet.entry(candidate.toLowerCase(Locale.ROOT)).partsOfSpeech();
    return known.isEmpty()
        ? tag(words.replace(i, candidate), i).equals(sought)
        : known.contains(OPEN_CLASSES.get(sought));
  }

  /** The open class of words to which a word belongs where it stands; empty for any other. */
  static Optional<POS> of(Words words, int i) {
    return Optional.ofNullable(OPEN_CLASSES.get(tag(words, i)));
  }

  private static String tag(Words words, int i) {
    Range<Integer> sentence = words.sentence(i);
    List<String> tags = PartsOfSpeech.of(words.in(sentence));
    return tags.get(i - sentence.lowerEndpoint());
  }
}
