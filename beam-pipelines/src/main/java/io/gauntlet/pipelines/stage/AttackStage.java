package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.options.Checks;
import io.gauntlet.pipelines.options.GridOptions;
import io.gauntlet.pipelines.options.Hardware;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.attacking.BringVictims;
import java.util.List;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * The third stage: every victim attacked, and the outcomes written.
 *
 * @param outcomes one a study, victim and attack
 * @param quarantined studies that could not be read while attacking
 */
public record AttackStage(PCollection<Outcome> outcomes, PCollection<Quarantined> quarantined) {
  public static final String NAME = "attack";

  /** Adds the stage to the graph of the test part and the victims. */
  public static AttackStage add(
      PCollection<Study> test, PCollection<ModelReference> victims, GridOptions options) {
    RunLayout layout = RunLayout.of(options.getOutput());
    PCollectionTuple attacked =
        test.apply(
            "AttackStudies",
            Hardware.on(
                options,
                AttackStudies.against(withOwn(victims, options).apply("AsModels", View.asList()))
                    .withGrid(Checks.grid(options))
                    .withBatch(options.getAttackBatch())
                    .withSeed(options.getSeed())
                    .withDevice(Checks.device(options))
                    .withGallery(options.getGallery())));
    AttackStage stage =
        new AttackStage(
            attacked.get(AttackStudies.OUTCOMES),
            Quarantine.write(NAME, layout, List.of(attacked.get(AttackStudies.QUARANTINED))));
    stage.outcomes.apply(
        "WriteOutcomes",
        AvroIO.write(Outcome.class).to(layout.outcomes()).withSuffix(RunLayout.AVRO));
    return stage;
  }

  private static PCollection<ModelReference> withOwn(
      PCollection<ModelReference> victims, GridOptions options) {
    List<String> own = Checks.victims(options);
    if (own.isEmpty()) {
      return victims;
    }
    return PCollectionList.of(victims)
        .and(victims.getPipeline().apply("BringVictims", BringVictims.from(own)))
        .apply("AllVictims", Flatten.pCollections());
  }
}
