package io.gauntlet.score.pair;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.gauntlet.score.CellKey;
import java.io.Serializable;
import java.util.Comparator;

/**
 * Which studies of which cell two runs are compared on.
 *
 * @param cell of all replicas
 * @param slice the MeSH heading that the studies have, or a {@code ClassView}; null for all studies
 */
public record PairKey(CellKey cell, String slice) implements Comparable<PairKey>, Serializable {
  private static final Comparator<PairKey> ORDER =
      comparing(PairKey::cell).thenComparing(PairKey::slice, nullsFirst(naturalOrder()));

  /** Orders by cell and slice; all studies first. */
  @Override
  public int compareTo(PairKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return cell + (slice == null ? "" : ", studies with " + slice);
  }
}
