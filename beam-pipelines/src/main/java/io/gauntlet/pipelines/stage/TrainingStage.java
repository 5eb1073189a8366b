package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.TrainingRequest;
import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.TrainVictims;
import java.util.List;
import org.apache.beam.sdk.values.PCollection;

/** The second stage: the victims trained, fused, and written to their folders. */
public final class TrainingStage {
  public static final String NAME = "training";

  private TrainingStage() {}

  /**
   * What the stage leaves.
   *
   * @param victims all models, by reference
   * @param quarantined studies that could not be read while training
   */
  public record Trained(
      PCollection<ModelReference> victims, PCollection<Quarantined> quarantined) {}

  /** Adds the stage to the graph of the training part. */
  public static Trained add(
      PCollection<Study> train, RunLayout layout, TrainingRequest request) {
    TrainVictims.Result trained =
        train.apply(
            "TrainVictims",
            Hardware.on(
                request.hardware(),
                TrainVictims.into(layout.models())
                    .of(request.victims())
                    .withSeeds(request.seeds())
                    .withDevice(request.hardware().device())));
    return new Trained(
        trained.models(), Quarantine.write(NAME, layout, List.of(trained.quarantined())));
  }
}
