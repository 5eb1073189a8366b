package io.gauntlet.pipelines;

import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.options.TrainVictimsOptions;
import io.gauntlet.pipelines.request.TrainingRequest;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.CohortStage;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.FolderLock;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.pipelines.stage.TrainingStage;
import io.gauntlet.schema.Study;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;

/** The pipeline {@code train-victims}: trains and fuses on the studies of a run. */
public final class RunTraining {
  private RunTraining() {}

  /** Starts the pipeline and returns; its runner knows how it ends. */
  public static void main(String[] arguments) throws IOException {
    TrainVictimsOptions options = Launch.options(TrainVictimsOptions.class, arguments);
    TrainingRequest request = Requests.training(options);
    if (request.victims().isEmpty()) {
      throw new UsageException("--train=none leaves nothing to train; describe a victim");
    }
    RunLayout studies =
        EarlierRun.in(
                "--studiesFrom",
                Optional.ofNullable(options.getStudiesFrom()).orElse(options.getOutput()))
            .requireStudies(RunLayout::train);
    RunLayout layout = RunLayout.of(options.getOutput());
    try (FolderLock lock = FolderLock.take(options.getOutput(), options)) {
      RunFolder.takeForStage(
          lock,
          TrainingStage.NAME,
          Requests.provenance(options, TrainVictimsOptions.class),
          List.of(layout.quarantine(TrainingStage.NAME)));
      Pipeline pipeline = Pipeline.create(options);
      PCollection<Study> train = CohortStage.readTrain(pipeline, studies);
      TrainingStage.write(
          train.apply("TrainVictims", TrainingStage.training(request, layout)), train, layout);
      pipeline.run();
    }
  }
}
