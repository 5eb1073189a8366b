package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.AttackRequest;
import io.gauntlet.schema.Outcome;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.io.WriteRecords;

/** The third stage: every victim attacked, and the outcomes written. */
public final class AttackStage {
  /** Names the stage's files. */
  public static final String NAME = "attack";

  private AttackStage() {}

  /** The attacks that are asked for, on workers that hold networks; against no victim yet. */
  public static AttackStudies attacks(AttackRequest request) {
    AttackStudies attacks =
        AttackStudies.withGrid(request.grid())
            .withBatch(request.batch())
            .withSeed(request.seed())
            .withDevice(request.hardware().device())
            .withGallery(request.gallery());
    attacks.setResourceHints(Hardware.hints(request.hardware()));
    return attacks;
  }

  /** Writes the outcomes, and what could not be attacked. */
  public static void write(AttackStudies.Result attacked, RunLayout layout) {
    Quarantine.write(NAME, layout, attacked.quarantined());
    attacked.outcomes().apply("WriteOutcomes", WriteRecords.of(Outcome.class, layout.outcomes()));
  }
}
