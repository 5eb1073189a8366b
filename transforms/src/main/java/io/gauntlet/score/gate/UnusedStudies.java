package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.pair.Example;
import io.gauntlet.score.pair.InvalidTally;
import io.gauntlet.score.pair.PairTally;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/** What a verdict says of studies that one of the runs, or both, could not use. */
public final class UnusedStudies {
  private UnusedStudies() {}

  /**
   * With a note for each side; only where the runs were compared.
   *
   * @param cells that were counted
   * @param byBoth studies that neither run could use; empty where there are none
   */
  public static Verdict noted(
      Verdict verdict, Collection<PairTally> cells, Optional<Example> byBoth) {
    if (verdict.status().exitStatus() == Verdict.Status.NOT_COMPARABLE.exitStatus()) {
      return verdict;
    }
    ImmutableList.Builder<Cause> notes = ImmutableList.builder();
    most(cells, InvalidTally::unusedByCandidate)
        .ifPresent(unused -> notes.add(cause(Code.UNUSED_BY_CANDIDATE, unused)));
    most(cells, InvalidTally::unusedByReference)
        .ifPresent(unused -> notes.add(cause(Code.UNUSED_BY_REFERENCE, unused)));
    byBoth.ifPresent(
        some ->
            notes.add(
                Cause.of(Code.UNUSED_BY_BOTH)
                    .with("studies", (double) some.studies())
                    .naming(some.uid())));
    return Looks.noting(verdict, notes.build());
  }

  /** Those of the cell that has most: a study that was not used lacks in every cell. */
  private static Optional<ImmutableSortedMap<String, Example>> most(
      Collection<PairTally> cells,
      Function<InvalidTally, ImmutableSortedMap<String, Example>> side) {
    return cells.stream()
        .map(cell -> side.apply(cell.invalid()))
        .filter(unused -> !unused.isEmpty())
        .max(Comparator.comparingLong(unused -> all(unused).studies()));
  }

  private static Example all(ImmutableSortedMap<String, Example> unused) {
    return unused.values().stream().reduce(Example::with).orElseThrow();
  }

  private static Cause cause(Code code, ImmutableSortedMap<String, Example> unused) {
    Example all = all(unused);
    return Cause.of(code)
        .with("studies", (double) all.studies())
        .naming(ImmutableList.<String>builder().add(all.uid()).addAll(unused.keySet()).build());
  }
}
