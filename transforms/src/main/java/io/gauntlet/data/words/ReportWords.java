package io.gauntlet.data.words;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hasher;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The words that reports of a cohort are written with: how many reports have each, and a lexicon of
 * terms that may stand for each other.
 *
 * <p>A word of a single report may be a slip of the pen, so one alone does not make it known.
 *
 * @param reports that have a word, at least 1 each, by the word in lower case
 * @param lexicon of interchangeable terms
 */
public record ReportWords(ImmutableSortedMap<String, Long> reports, Lexicon lexicon) {
  private static final long FEWEST_REPORTS = 2;

  /** No report, and the shipped lexicon. */
  public static final ReportWords NONE = of(Map.of(), Lexicon.shipped());

  /** The words of these reports. */
  public static ReportWords of(Map<String, Long> reports, Lexicon lexicon) {
    return new ReportWords(ImmutableSortedMap.copyOf(reports), lexicon);
  }

  /**
   * Whether at least two reports have a word.
   *
   * @param word in lower case
   */
  public boolean isKnown(String word) {
    return reports.getOrDefault(word, 0L) >= FEWEST_REPORTS;
  }

  /**
   * The terms that may stand in the place of one. Of the shipped lexicon, which is for every
   * hospital, those of one word that no report has are left out, where reports are known; a lexicon
   * of the user's own is for this cohort, and taken as it is.
   *
   * @param term in lower case
   */
  public ImmutableSet<String> partners(String term) {
    ImmutableSet<String> partners = lexicon.partners(term);
    return reports.isEmpty() || !lexicon.equals(Lexicon.shipped())
        ? partners
        : partners.stream()
            .filter(partner -> partner.indexOf(' ') >= 0 || reports.containsKey(partner))
            .collect(ImmutableSet.toImmutableSet());
  }

  /** Adds all that decides what it answers to a digest. */
  public void putInto(Hasher hasher) {
    reports.forEach(
        (word, count) -> {
          hasher.putString(word, StandardCharsets.UTF_8).putByte((byte) 0);
          hasher.putBoolean(isKnown(word));
        });
    lexicon.putInto(hasher.putByte((byte) 1));
  }
}
