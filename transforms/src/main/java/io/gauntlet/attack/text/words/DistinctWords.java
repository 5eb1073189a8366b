package io.gauntlet.attack.text.words;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;

/** The words of a report, each once, for counting in how many reports a word is. */
public final class DistinctWords {
  private DistinctWords() {}

  /** The words of a caption in lower case. */
  public static ImmutableSet<String> of(String caption) {
    return Words.of(caption).all().stream()
        .map(word -> word.toLowerCase(Locale.ROOT))
        .collect(ImmutableSet.toImmutableSet());
  }
}
