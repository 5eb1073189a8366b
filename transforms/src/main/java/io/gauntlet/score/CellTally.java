package io.gauntlet.score;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cell of the scorecard is counted in: immutable, and the same whatever the order in which
 * tallies are merged.
 *
 * @param confusion decisions under attack
 * @param firstRight studies that were right before the attack, in {@code [0, n]}
 * @param broken studies that were right before the attack and wrong after it, in {@code [0,
 *     firstRight]}
 * @param queries how many studies took how many model queries, by number of queries
 */
public record CellTally(
    ConfusionMatrix confusion, long firstRight, long broken, SortedMap<Long, Long> queries)
    implements Serializable {
  /** No studies yet. */
  public static final CellTally EMPTY =
      new CellTally(ConfusionMatrix.EMPTY, 0, 0, Collections.emptySortedMap());

  /** Copies what could change. */
  public CellTally {
    queries = Collections.unmodifiableSortedMap(new TreeMap<>(queries));
  }

  /**
   * The tally of one study.
   *
   * @param abnormal its label
   * @param cleanAbnormal what the victim said before the attack
   * @param attackedAbnormal what the victim said after it
   * @param queries times the victim was asked, at least 0
   */
  public static CellTally of(
      boolean abnormal, boolean cleanAbnormal, boolean attackedAbnormal, long queries) {
    boolean right = abnormal == cleanAbnormal;
    boolean fooled = right && abnormal != attackedAbnormal;
    SortedMap<Long, Long> counts = new TreeMap<>();
    counts.put(queries, 1L);
    return new CellTally(
        ConfusionMatrix.EMPTY.observe(abnormal, attackedAbnormal),
        right ? 1 : 0,
        fooled ? 1 : 0,
        counts);
  }

  /** The studies of both. */
  public CellTally plus(CellTally other) {
    SortedMap<Long, Long> counts = new TreeMap<>(queries);
    other.queries.forEach((asked, studies) -> counts.merge(asked, studies, Long::sum));
    return new CellTally(
        confusion.plus(other.confusion),
        firstRight + other.firstRight,
        broken + other.broken,
        counts);
  }

  /** The cell that these studies make. */
  public ScorecardCell toCell(CellKey key) {
    return ScorecardCell.counted(key, confusion, firstRight, broken)
        .with(Map.of(Metric.MEDIAN_QUERIES, Estimate.of(medianQueries())));
  }

  /** Exact median of the queries, the mean of the middle two for an even count; NaN for none. */
  public double medianQueries() {
    long studies = queries.values().stream().mapToLong(Long::longValue).sum();
    return studies == 0 ? Double.NaN : (at((studies - 1) / 2) + at(studies / 2)) / 2.0;
  }

  private long at(long rank) {
    long seen = 0;
    for (var entry : queries.entrySet()) {
      seen += entry.getValue();
      if (rank < seen) {
        return entry.getKey();
      }
    }
    throw new IllegalArgumentException("rank " + rank + " of " + seen + " studies");
  }
}
