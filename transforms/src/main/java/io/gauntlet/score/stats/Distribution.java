package io.gauntlet.score.stats;

import com.google.common.primitives.Ints;
import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How many studies have which value, in bounded memory.
 *
 * <p>Exact up to {@value #EXACT_VALUES} distinct values; with more, every value is rounded to the
 * middle of its bucket, of which there are 128 an octave: it is off by at most 0.4 % of itself.
 * Which of the two it is follows from the values alone, so that what is merged in any order is the
 * same. Not thread-safe.
 */
public final class Distribution implements Serializable {
  /** Most distinct values that are kept as they are. */
  static final int EXACT_VALUES = 1024;

  private static final long serialVersionUID = 1;
  private static final double TAIL = 0.025;
  private static final int DROPPED_BITS = 45;
  private static final long BUCKET = -1L << DROPPED_BITS;
  private static final long MIDDLE = 1L << (DROPPED_BITS - 1);

  private final TreeMap<Double, Long> counts = new TreeMap<>();
  private boolean rounded;
  private long size;

  /** Counts one more study. */
  public void add(double value) {
    add(value, 1);
  }

  private void add(double value, long studies) {
    // Adding zero makes one zero of the two.
    counts.merge(rounded ? round(value) : value + 0.0, studies, Long::sum);
    size += studies;
    if (!rounded && counts.size() > EXACT_VALUES) {
      round();
    }
  }

  /** Adds the other's studies. */
  public void merge(Distribution other) {
    if (other.rounded && !rounded) {
      round();
    }
    other.counts.forEach(this::add);
  }

  private void round() {
    rounded = true;
    TreeMap<Double, Long> exact = new TreeMap<>(counts);
    counts.clear();
    exact.forEach((value, studies) -> counts.merge(round(value), studies, Long::sum));
  }

  private static double round(double value) {
    return value == 0 || !Double.isFinite(value)
        ? value + 0.0
        : Double.longBitsToDouble((Double.doubleToLongBits(value) & BUCKET) | MIDDLE);
  }

  /** Studies by value, the values rising. */
  SortedMap<Double, Long> counts() {
    return Collections.unmodifiableSortedMap(counts);
  }

  /** Number of studies. */
  long size() {
    return size;
  }

  /**
   * The median, the mean of the middle two for an even number, with the interval between two order
   * statistics that holds it with a probability of at least 95 % whatever the distribution (Conover
   * 1999, section 3.2); fewer than 6 studies have none.
   */
  public Estimate median() {
    if (size == 0) {
      return Estimate.UNKNOWN;
    }
    double median = (at((size - 1) / 2) + at(size / 2)) / 2;
    int rank =
        BinomialDistribution.of(Ints.checkedCast(size), 0.5).inverseCumulativeProbability(TAIL);
    return rank == 0 ? Estimate.of(median) : new Estimate(median, at(rank - 1L), at(size - rank));
  }

  private double at(long rank) {
    long seen = 0;
    for (var entry : counts.entrySet()) {
      seen += entry.getValue();
      if (rank < seen) {
        return entry.getKey();
      }
    }
    throw new IllegalArgumentException("rank " + rank + " of " + size + " studies");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Distribution that
        && rounded == that.rounded
        && counts.equals(that.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }
}
