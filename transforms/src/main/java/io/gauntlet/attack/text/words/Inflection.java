package io.gauntlet.attack.text.words;

import io.gauntlet.data.words.Plural;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The endings of regular English words, so that a word in the place of another keeps its form:
 * {@code visualized} becomes {@code imaged}, not {@code image}.
 */
enum Inflection {
  BASE {
    @Override
    Optional<String> of(String lemma) {
      return Optional.of(lemma);
    }
  },
  /** The plural of a noun, and the third person of a verb. */
  S {
    @Override
    Optional<String> of(String lemma) {
      return Plural.of(lemma);
    }
  },
  PAST {
    @Override
    Optional<String> of(String lemma) {
      return Optional.of(stem(lemma) + "ed");
    }
  },
  PRESENT_PARTICIPLE {
    @Override
    Optional<String> of(String lemma) {
      return Optional.of(
          lemma.endsWith("e") && !lemma.endsWith("ee")
              ? lemma.substring(0, lemma.length() - 1) + "ing"
              : lemma + "ing");
    }
  },
  COMPARATIVE {
    @Override
    Optional<String> of(String lemma) {
      return Optional.of(stem(lemma) + "er");
    }
  },
  SUPERLATIVE {
    @Override
    Optional<String> of(String lemma) {
      return Optional.of(stem(lemma) + "est");
    }
  };

  private static final Pattern CONSONANT_Y = Pattern.compile(".*[^aeiou]y");

  /** A word with this ending; empty where it has no such form by the rules. */
  abstract Optional<String> of(String lemma);

  /**
   * How a word is inflected.
   *
   * @param lemma of it
   * @return empty for an irregular form
   */
  static Optional<Inflection> of(String word, String lemma) {
    return Arrays.stream(values())
        .filter(inflection -> inflection.of(lemma).filter(word::equals).isPresent())
        .findFirst();
  }

  private static String stem(String lemma) {
    if (lemma.endsWith("e")) {
      return lemma.substring(0, lemma.length() - 1);
    }
    return CONSONANT_Y.matcher(lemma).matches()
        ? lemma.substring(0, lemma.length() - 1) + "i"
        : lemma;
  }
}
