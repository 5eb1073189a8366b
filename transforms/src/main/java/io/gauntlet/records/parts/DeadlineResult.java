package io.gauntlet.records.parts;

import com.google.common.collect.ImmutableSortedSet;
import java.io.Serializable;
import java.util.Collection;

/**
 * What became of a run that had a deadline.
 *
 * @param deadline as it was asked for, such as {@code 6h}
 * @param primaries whether the cells that come first were done by then
 * @param leftOut the cells that were not attacked, for they would not have been done by then
 */
public record DeadlineResult(
    String deadline, Primaries primaries, ImmutableSortedSet<PartCell> leftOut)
    implements Serializable {

  /** When the cells were done that are never left out. */
  public enum Primaries {
    /** Before the deadline. */
    IN_TIME,
    /** After it. */
    LATE
  }

  /** With more cells that were left out. */
  DeadlineResult and(DeadlineResult other) {
    return new DeadlineResult(
        deadline,
        primaries.compareTo(other.primaries) >= 0 ? primaries : other.primaries,
        all(leftOut, other.leftOut));
  }

  private static ImmutableSortedSet<PartCell> all(
      Collection<PartCell> some, Collection<PartCell> others) {
    return ImmutableSortedSet.<PartCell>naturalOrder().addAll(some).addAll(others).build();
  }
}
