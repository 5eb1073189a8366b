package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.AttackRequest;
import io.gauntlet.pipelines.request.OwnVictims;
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
      PCollection<Study> test,
      PCollection<ModelReference> victims,
      RunLayout layout,
      AttackRequest request) {
    PCollectionTuple attacked =
        test.apply(
            "AttackStudies",
            Hardware.on(
                request.hardware(),
                AttackStudies.against(
                        withOwn(victims, request.victims()).apply("AsModels", View.asList()))
                    .withGrid(request.grid())
                    .withBatch(request.batch())
                    .withSeed(request.seed())
                    .withDevice(request.hardware().device())
                    .withGallery(request.gallery())));
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
      PCollection<ModelReference> victims, OwnVictims own) {
    if (own.folders().isEmpty()) {
      return victims;
    }
    return PCollectionList.of(victims)
        .and(
            victims
                .getPipeline()
                .apply("BringVictims", BringVictims.from(own.folders().values().asList())))
        .apply("AllVictims", Flatten.pCollections());
  }
}
