package io.gauntlet.report.gallery;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The words of a caption without their marks, for telling which of them reports have. */
public final class CaptionWords {
  /** Letters and digits, with hyphens and apostrophes between them. */
  static final String WORD = "[\\p{L}\\p{N}]+(?:['’-][\\p{L}\\p{N}]+)*";

  private static final Pattern WORDS = Pattern.compile(WORD);

  private CaptionWords() {}

  /** The words of a caption, each once, in lower case. */
  public static ImmutableSet<String> of(String caption) {
    return WORDS
        .matcher(caption)
        .results()
        .map(MatchResult::group)
        .map(CaptionWords::folded)
        .collect(ImmutableSet.toImmutableSet());
  }

  /** A word as it is compared. */
  static String folded(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
