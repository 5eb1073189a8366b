package io.gauntlet.model.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Captions by numbers, which can be a column of an array where captions cannot. Captions that it
 * was given once stay in memory as long as it does.
 */
final class CaptionNumbers {
  /** Whole numbers up to here are exact as floats. */
  private static final int MOST = 1 << 24;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> captions = new ArrayList<>();

  /** The number of a caption, the same whenever it is asked for. */
  synchronized float number(String caption) {
    Integer known = numbers.get(caption);
    if (known != null) {
      return known;
    }
    int added = captions.size();
    if (added == MOST) {
      throw new IllegalStateException(
          "one batch of studies has more than %s captions; give fewer studies to --attackBatch"
              .formatted(MOST));
    }
    captions.add(caption);
    numbers.put(caption, added);
    return added;
  }

  /** The captions of numbers that were given for them. */
  synchronized List<String> captions(float[] given) {
    List<String> found = new ArrayList<>(given.length);
    for (float number : given) {
      found.add(captions.get((int) number));
    }
    return found;
  }
}
