package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.pipelines.request.TrainingRequest;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.TrainVictims;
import io.gauntlet.transforms.TrainedBefore;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/** The second stage: the victims trained, fused, and written to their folders. */
public final class TrainingStage {
  public static final String NAME = "training";

  private TrainingStage() {}

  /** The victims of a run: those that it trains, or those of another. */
  static PTransform<PCollection<Study>, TrainVictims.Result> victims(
      RunRequest request, RunLayout layout) {
    return request.models().isPresent()
        ? TrainedBefore.in(request.models().get().folder())
        : training(request.training(), layout);
  }

  /**
   * The training that is asked for; it writes the victims into a run, on workers that hold
   * networks.
   */
  public static TrainVictims training(TrainingRequest request, RunLayout layout) {
    TrainVictims training = training(request, layout.models());
    training.setResourceHints(Hardware.hints(request.hardware()));
    return training;
  }

  /**
   * The training that is asked for, on any worker.
   *
   * @param models folder under which each victim gets a folder
   */
  public static TrainVictims training(TrainingRequest request, String models) {
    return TrainVictims.into(models)
        .of(request.victims())
        .withSeeds(request.seeds())
        .withDevice(request.hardware().device())
        .withThreshold(request.threshold());
  }

  /**
   * Writes what could not be used.
   *
   * @param studies of the training part
   */
  public static void write(
      TrainVictims.Result trained, PCollection<Study> studies, RunLayout layout) {
    Quarantine.write(NAME, layout, trained.quarantined(), studies);
  }
}
