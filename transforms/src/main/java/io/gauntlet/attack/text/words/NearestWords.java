package io.gauntlet.attack.text.words;

import io.gauntlet.model.text.WordTable;
import java.util.List;
import java.util.Locale;

/**
 * The words nearest to a word by the cosine of their vectors. A word that the table knows only in
 * pieces has none: the mean of pieces lies near no word in particular.
 *
 * @param words of the victim, and their vectors
 * @param count most candidates a word
 * @param leastCosine candidates further away are left out
 */
public record NearestWords(WordTable words, int count, double leastCosine)
    implements Transformation {

  @Override
  public List<String> candidates(Words caption, int i) {
    return words.nearest(caption.get(i).toLowerCase(Locale.ROOT), count, leastCosine);
  }
}
