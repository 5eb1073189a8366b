package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.TrainingRequest;
import io.gauntlet.transforms.TrainVictims;

/** The second stage: the victims trained, fused, and written to their folders. */
public final class TrainingStage {
  public static final String NAME = "training";

  private TrainingStage() {}

  /**
   * The training that is asked for; it writes the victims into a run, on workers that hold
   * networks.
   */
  public static TrainVictims training(TrainingRequest request, RunLayout layout) {
    TrainVictims training =
        TrainVictims.into(layout.models())
            .of(request.victims())
            .withSeeds(request.seeds())
            .withDevice(request.hardware().device());
    training.setResourceHints(Hardware.hints(request.hardware()));
    return training;
  }

  /** Writes what could not be used. */
  public static void write(TrainVictims.Result trained, RunLayout layout) {
    Quarantine.write(NAME, layout, trained.quarantined());
  }
}
