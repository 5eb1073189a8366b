package io.gauntlet.score.pair;

import com.google.common.collect.ImmutableSortedMap;
import java.io.Serializable;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The studies of a cell to which a run gave no answer, and those of them that it could not use at
 * all. Whole numbers, the same in whatever order they are added and merged. Not thread-safe.
 */
public final class InvalidTally implements Serializable {
  private static final long serialVersionUID = 1;

  private final TreeSet<String> reasons = new TreeSet<>();
  private final TreeMap<String, Example> unusedByReference = new TreeMap<>();
  private final TreeMap<String, Example> unusedByCandidate = new TreeMap<>();
  private long studies;

  /** Counts one more study, where a replica of either run gave no answer. */
  void add(StudyPair pair) {
    SortedSet<String> found = new TreeSet<>();
    Stream.of(pair.reference(), pair.candidate())
        .flatMap(answers -> answers.byReplica().values().stream())
        .filter(answer -> !answer.isValid())
        .forEach(answer -> found.add(answer.invalid()));
    reasons.addAll(found);
    studies += found.isEmpty() ? 0 : 1;
    // What the candidate cannot read, the reference cannot be asked about either.
    if (!pair.candidate().unused().isEmpty()) {
      count(unusedByCandidate, pair.candidate().unused(), new Example(1, pair.uid()));
    } else if (!pair.reference().unused().isEmpty()) {
      count(unusedByReference, pair.reference().unused(), new Example(1, pair.uid()));
    }
  }

  private static void count(Map<String, Example> unused, String reason, Example example) {
    unused.merge(reason, example, Example::with);
  }

  /** Adds what the other counted. */
  void merge(InvalidTally other) {
    reasons.addAll(other.reasons);
    studies += other.studies;
    other.unusedByReference.forEach((reason, some) -> count(unusedByReference, reason, some));
    other.unusedByCandidate.forEach((reason, some) -> count(unusedByCandidate, reason, some));
  }

  /** Studies without an answer of one of the runs, each once. */
  public long studies() {
    return studies;
  }

  /** Why, as short codes, sorted. */
  public SortedSet<String> reasons() {
    return new TreeSet<>(reasons);
  }

  /** Studies of the candidate that the reference's run could not use, by reason. */
  public ImmutableSortedMap<String, Example> unusedByReference() {
    return ImmutableSortedMap.copyOf(unusedByReference);
  }

  /** Studies of the reference that the candidate's run could not use, by reason. */
  public ImmutableSortedMap<String, Example> unusedByCandidate() {
    return ImmutableSortedMap.copyOf(unusedByCandidate);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InvalidTally that
        && studies == that.studies
        && reasons.equals(that.reasons)
        && unusedByReference.equals(that.unusedByReference)
        && unusedByCandidate.equals(that.unusedByCandidate);
  }

  @Override
  public int hashCode() {
    return reasons.hashCode();
  }
}
