package io.gauntlet.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Which of the names that exist was meant by someone who wrote another. */
public final class KnownNames {
  /** A name with more wrong letters than this is not taken for a misspelt one. */
  private static final int MOST_WRONG_LETTERS = 2;

  private KnownNames() {}

  /**
   * How an error about a name that does not exist goes on: {@code "; did you mean 'fgsm'? There are
   * [fgsm, pgd]"}, or {@code "; there are [fgsm, pgd]"} where none is like it.
   */
  public static String instead(String name, Collection<String> known) {
    return closest(name, known)
            .map(guess -> "; did you mean '" + guess + "'? There are ")
            .orElse("; there are ")
        + known;
  }

  /** {@code "; did you mean 'fgsm'?"}, or nothing where none is like it. */
  public static String guess(String name, Collection<String> known) {
    return closest(name, known).map(guess -> "; did you mean '" + guess + "'?").orElse("");
  }

  /**
   * The name that a misspelt one is most like; empty where none is like it. What has options behind
   * a colon, as attacks do, is like what is written without any.
   */
  public static Optional<String> closest(String name, Collection<String> known) {
    String written = name.toLowerCase(Locale.ROOT);
    return closest(written, known, other -> other)
        .or(() -> closest(written, known, other -> other.replaceFirst(":.*", "")));
  }

  private static Optional<String> closest(
      String written, Collection<String> known, UnaryOperator<String> part) {
    // Half of the letters have to be right, or a short name is like many.
    int most = Math.min(MOST_WRONG_LETTERS, Math.max(0, written.length() - 1) / 2);
    return known.stream()
        .filter(other -> distance(written, part.apply(other).toLowerCase(Locale.ROOT)) <= most)
        .min(
            Comparator.comparingInt(
                other -> distance(written, part.apply(other).toLowerCase(Locale.ROOT))));
  }

  /**
   * Letters that must be added, removed, replaced or swapped with their neighbour to make one word
   * of another, no place being changed twice (optimal string alignment).
   */
  public static int distance(String one, String other) {
    int[][] steps = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : step(one, other, i, j, steps);
      }
    }
    return steps[one.length()][other.length()];
  }

  private static int step(String one, String other, int i, int j, int[][] steps) {
    int replaced = steps[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(best, 1 + steps[i - 2][j - 2]) : best;
  }
}
