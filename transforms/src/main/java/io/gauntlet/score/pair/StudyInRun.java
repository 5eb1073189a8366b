package io.gauntlet.score.pair;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.CellKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a run has of one study of one victim.
 *
 * @param outcomes by their cells
 * @param unused short code of why the run could not use the study; empty where it could, or never
 *     saw it
 * @param run all cells of it
 */
public record StudyInRun(
    ImmutableListMultimap<CellKey, Outcome> outcomes, Optional<String> unused, RunCells run) {

  /** A study that the run has these outcomes of. */
  public static StudyInRun of(List<Outcome> outcomes) {
    return new StudyInRun(outcomes, Optional.empty(), new RunCells());
  }

  /** A study that the run may not have been able to use. */
  public StudyInRun(List<Outcome> outcomes, Optional<String> unused, RunCells run) {
    this(Multimaps.index(outcomes, RunCells::cell), unused, run);
  }

  /** Whether the run has no outcome of the study. */
  public boolean isEmpty() {
    return outcomes.isEmpty();
  }

  /**
   * What the run says in a cell: its answers, or that it could not use the study, or nothing.
   *
   * @param any outcome of the study, of either run
   * @param positive the class that is held against the rest; empty for all classes as they are
   */
  public Answers answers(CellKey cell, Outcome any, OptionalInt positive) {
    List<Outcome> said = outcomes.get(cell);
    return said.isEmpty() && unused.isPresent()
        ? run.unused(cell, Answers.isPositive(any, positive), unused.get())
        : Answers.of(said, positive);
  }
}
