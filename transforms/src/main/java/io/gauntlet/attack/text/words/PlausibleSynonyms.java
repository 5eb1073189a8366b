package io.gauntlet.attack.text.words;

import io.gauntlet.data.words.ClinicalWords;
import io.gauntlet.data.words.ReportWords;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.sf.extjwnl.data.POS;

/**
 * Synonyms that a reader of reports would let pass: the single words that a lexicon of radiology
 * has for a word, as far as its reports know them (as the synonyms of BBAEG, Mondal 2021, are of
 * the domain). For a word that is in no lexicon, and that says nothing of findings, those of its
 * first senses in WordNet with which at least two reports of the training part are written.
 *
 * <p>The senses are those of the part of speech that the word has where it stands, in the order of
 * WordNet, which is that of their frequency; a synonym is inflected as the word is, and left out
 * where the form is irregular. Candidates come in alphabetical order.
 *
 * @param words of the reports
 */
public record PlausibleSynonyms(ReportWords words) implements Transformation {
  private static final int SENSES = 2;

  /** With no report known: the lexicon alone. */
  public PlausibleSynonyms() {
    this(ReportWords.NONE);
  }

  @Override
  public Transformation among(ReportWords reports) {
    return new PlausibleSynonyms(reports);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if WordNet cannot be read
   */
  @Override
  public List<String> candidates(Words caption, int i) {
    String word = caption.get(i).toLowerCase(Locale.ROOT);
    Stream<String> candidates =
        words.lexicon().partners(word).isEmpty()
            ? SamePartOfSpeech.of(caption, i).stream()
                .flatMap(partOfSpeech -> fromWordNet(word, partOfSpeech))
            : words.partners(word).stream();
    return candidates
        .filter(Words::isWord)
        .filter(candidate -> !candidate.equals(word))
        .distinct()
        .sorted()
        .toList();
  }

  private Stream<String> fromWordNet(String word, POS partOfSpeech) {
    return ClinicalWords.contains(word)
        ? Stream.empty()
        : WordNet.senses(word, partOfSpeech).stream()
            .limit(SENSES)
            .flatMap(sense -> inflected(word, sense))
            .filter(words::isKnown)
            .filter(candidate -> !ClinicalWords.contains(candidate));
  }

  private static Stream<String> inflected(String word, WordNet.Sense sense) {
    return Inflection.of(word, sense.lemma()).stream()
        .flatMap(form -> sense.synonyms().stream().flatMap(synonym -> form.of(synonym).stream()));
  }
}
