package io.gauntlet.transforms.replay;

import com.google.common.collect.ImmutableList;
import io.gauntlet.model.ImageSize;
import io.gauntlet.plan.run.Look;
import io.gauntlet.plan.run.StudyWatch.Appearance;
import io.gauntlet.schema.Outcome;
import java.util.Optional;

/**
 * An outcome that was made again, and how it came about.
 *
 * @param outcome that was made
 * @param scope what was attacked for it
 * @param agreement with the outcome that the run wrote
 * @param looks every answer that the attacks got about the study, in their order
 * @param appearances of the study
 * @param size of the images; empty where no victim sees any
 */
public record Replayed(
    Outcome outcome,
    ReplayScope scope,
    Agreement agreement,
    ImmutableList<Look> looks,
    Appearances appearances,
    Optional<ImageSize> size) {

  /**
   * What the study looks like.
   *
   * @param before any attack
   * @param after the attack
   * @param atStop when the answer came that was asked for; empty where none was, or there are fewer
   */
  public record Appearances(Appearance before, Appearance after, Optional<Appearance> atStop) {}
}
