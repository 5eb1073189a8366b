package io.gauntlet.score.stats;

import static java.util.Comparator.comparingDouble;

import java.util.stream.IntStream;

/** Holm's correction for many tests (1979). */
public final class Holm {
  private Holm() {}

  /**
   * Corrects one-sided p values: rejecting those below alpha errs anywhere with a probability of at
   * most alpha, whatever the tests have to do with each other.
   *
   * @param p in {@code [0, 1]}
   * @return the corrected values, in the same order, in {@code [0, 1]}
   */
  public static double[] correct(double[] p) {
    int[] rising =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(comparingDouble(i -> p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] corrected = new double[p.length];
    double least = 0;
    for (int rank = 0; rank < rising.length; rank++) {
      least = Math.max(least, Math.min(1, (p.length - rank) * p[rising[rank]]));
      corrected[rising[rank]] = least;
    }
    return corrected;
  }
}
