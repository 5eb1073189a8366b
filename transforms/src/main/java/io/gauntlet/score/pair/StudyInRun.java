package io.gauntlet.score.pair;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.CellKey;
import java.util.List;
import java.util.Optional;

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
   * @param abnormal the study's label
   */
  public Answers answers(CellKey cell, boolean abnormal) {
    List<Outcome> said = outcomes.get(cell);
    return said.isEmpty() && unused.isPresent()
        ? run.unused(cell, abnormal, unused.get())
        : Answers.of(said);
  }
}
