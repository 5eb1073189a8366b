package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.options.Checks;
import io.gauntlet.pipelines.options.GridOptions;
import io.gauntlet.schema.Outcome;
import io.gauntlet.transforms.attacking.AttackStudies;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;

/** The third stage: every victim attacked, and the outcomes written. */
public final class AttackStage {
  /** Names the stage's files. */
  public static final String NAME = "attack";

  private AttackStage() {}

  /** How the options have victims attacked. */
  public static AttackStudies attacks(GridOptions options) {
    return AttackStudies.withGrid(Checks.grid(options))
        .withBatch(options.getAttackBatch())
        .withSeed(options.getSeed())
        .withDevice(Checks.device(options))
        .withGallery(options.getGallery());
  }

  /** Writes the outcomes, and what could not be attacked. */
  public static void write(AttackStudies.Result attacked, RunLayout layout) {
    Quarantine.write(NAME, layout, attacked.quarantined());
    attacked
        .outcomes()
        .apply(
            "WriteOutcomes",
            AvroIO.write(Outcome.class).to(layout.outcomes()).withSuffix(RunLayout.AVRO));
  }
}
