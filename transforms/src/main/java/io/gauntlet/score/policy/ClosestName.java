package io.gauntlet.score.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** The name that someone meant who wrote another one. */
public final class ClosestName {
  private ClosestName() {}

  /**
   * The name that takes the fewest changes, a swap of neighbours being one; empty where more than a
   * third of the letters would have to change, or there is no name.
   */
  public static Optional<String> to(String written, Collection<String> names) {
    return names.stream()
        .min(
            Comparator.comparingInt((String name) -> distance(written, name)).thenComparing(n -> n))
        .filter(
            name ->
                distance(written, name)
                    <= Math.max(1, Math.max(written.length(), name.length()) / 3));
  }

  /** By optimal string alignment. */
  private static int distance(String one, String other) {
    int[] twoBefore = new int[other.length() + 1];
    int[] before = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(before[j], row[j - 1]) + 1, before[j - 1] + change);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          row[j] = Math.min(row[j], twoBefore[j - 2] + 1);
        }
      }
      twoBefore = before;
      before = row;
    }
    return before[other.length()];
  }
}
