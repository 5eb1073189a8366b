package io.gauntlet.attack.text.words;

import io.gauntlet.data.words.ClinicalWords;
import io.gauntlet.data.words.ReportWords;
import java.util.Locale;

/**
 * Lets a word become only what a reader of reports would let pass: one that the lexicon has in its
 * place, or, where neither says what is found in a chest, a word of at least two reports of the
 * training part. So what says a finding, a side, a place or a severity changes within its group of
 * the lexicon alone.
 *
 * @param words of the reports
 */
public record Plausible(ReportWords words) implements Constraint {

  /** With no report known: the lexicon alone. */
  public Plausible() {
    this(ReportWords.NONE);
  }

  @Override
  public Constraint among(ReportWords reports) {
    return new Plausible(reports);
  }

  @Override
  public boolean allows(Words caption, int i) {
    return true;
  }

  @Override
  public boolean allows(Words caption, int i, String candidate) {
    String word = caption.get(i).toLowerCase(Locale.ROOT);
    String other = candidate.toLowerCase(Locale.ROOT);
    return words.partners(word).contains(other)
        || (words.isKnown(other)
            && !ClinicalWords.contains(word)
            && !ClinicalWords.contains(other));
  }
}
