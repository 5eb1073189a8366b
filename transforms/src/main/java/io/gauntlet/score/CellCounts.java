package io.gauntlet.score;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.score.stats.ConfusionMatrix;
import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The outcomes of a cell, counted.
 *
 * @param confusion decisions under attack, of all replicas
 * @param firstRight decisions that were right before the attack, in {@code [0, n]}
 * @param broken those of them that were wrong after, in {@code [0, firstRight]}
 * @param invalid outcomes that are no decisions, by their reason, each above 0
 */
public record CellCounts(
    ConfusionMatrix confusion,
    long firstRight,
    long broken,
    ImmutableSortedMap<String, Long> invalid)
    implements Serializable {

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException when they contradict each other
   */
  public CellCounts {
    if (broken < 0 || broken > firstRight || firstRight > confusion.n()) {
      throw new IllegalArgumentException(
          "%s broken of %s first right of %s studies".formatted(broken, firstRight, confusion.n()));
    }
  }

  /** Counts of valid outcomes alone. */
  public static CellCounts of(ConfusionMatrix confusion, long firstRight, long broken) {
    return new CellCounts(confusion, firstRight, broken, ImmutableSortedMap.of());
  }

  /** The same counts, with outcomes that are no decisions. */
  public CellCounts withInvalid(Map<String, Long> reasons) {
    return new CellCounts(confusion, firstRight, broken, ImmutableSortedMap.copyOf(reasons));
  }

  /** The counts of both. */
  public CellCounts plus(CellCounts other) {
    SortedMap<String, Long> both = new TreeMap<>(invalid);
    other.invalid.forEach((reason, count) -> both.merge(reason, count, Long::sum));
    return new CellCounts(
        confusion.plus(other.confusion),
        firstRight + other.firstRight,
        broken + other.broken,
        ImmutableSortedMap.copyOf(both));
  }
}
