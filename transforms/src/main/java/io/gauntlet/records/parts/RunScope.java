package io.gauntlet.records.parts;

import com.google.common.collect.ImmutableSortedSet;
import java.io.Serializable;
import java.util.Optional;
import java.util.SortedSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a run left out on purpose.
 *
 * @param sample of the studies; null where all of the test part were to be attacked
 * @param deadline what it led to; null where the run had none
 */
public record RunScope(@Nullable StudySample sample, @Nullable DeadlineResult deadline)
    implements Serializable {
  /** Nothing was left out. */
  public static final RunScope ALL = new RunScope(null, null);

  /** A run that attacks a sample. */
  public static RunScope of(StudySample sample) {
    return new RunScope(sample, null);
  }

  /** A run that had a deadline. */
  public static RunScope of(DeadlineResult deadline) {
    return new RunScope(null, deadline);
  }

  /** What either tells. */
  public RunScope and(RunScope other) {
    DeadlineResult both =
        deadline == null || other.deadline == null
            ? deadline == null ? other.deadline : deadline
            : deadline.and(other.deadline);
    return new RunScope(sample == null ? other.sample : sample, both);
  }

  /** The sample, where it has not all studies. */
  public Optional<StudySample> narrowing() {
    return Optional.ofNullable(sample).filter(drawn -> !drawn.isWhole());
  }

  /** The cells that were not attacked. */
  public SortedSet<PartCell> leftOut() {
    return deadline == null ? ImmutableSortedSet.of() : deadline.leftOut();
  }
}
