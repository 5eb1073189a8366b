package io.gauntlet.pipelines;

import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.options.RunGauntletOptions;
import io.gauntlet.pipelines.request.AttackRequest;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.ScoringRequest;
import io.gauntlet.pipelines.stage.AttackStage;
import io.gauntlet.pipelines.stage.CohortStage;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.FolderLock;
import io.gauntlet.pipelines.stage.GauntletPipeline;
import io.gauntlet.pipelines.stage.Quarantine;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.pipelines.stage.TrainingStage;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.AttackAndScore;
import io.gauntlet.transforms.attacking.ReadModels;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;

/** The pipeline {@code run-gauntlet}: attacks finished models, and scores what is left. */
public final class RunGauntlet {
  private RunGauntlet() {}

  /** Starts the pipeline and returns; its runner knows how it ends. */
  public static void main(String[] arguments) throws IOException {
    RunGauntletOptions options = Launch.options(RunGauntletOptions.class, arguments);
    AttackRequest request = Requests.attacks(options);
    ScoringRequest scoring = Requests.scoring(options);
    RunLayout studies =
        EarlierRun.in(
                "--studiesFrom",
                Optional.ofNullable(options.getStudiesFrom()).orElse(options.getOutput()))
            .requireStudies(RunLayout::test);
    RunLayout models =
        EarlierRun.in(
                "--modelsFrom",
                Optional.ofNullable(options.getModelsFrom()).orElse(options.getOutput()))
            .requireModels();
    Provenance provenance = Requests.provenance(options, RunGauntletOptions.class);
    RunLayout layout = RunLayout.of(options.getOutput());
    try (FolderLock lock = FolderLock.take(options.getOutput(), options)) {
      RunFolder.takeForStage(
          lock,
          AttackStage.NAME,
          provenance,
          List.of(layout.outcomes().shards(), layout.quarantine(AttackStage.NAME)));
      Pipeline pipeline = Pipeline.create(options);
      AttackAndScore evaluation =
          GauntletPipeline.evaluation(request, scoring, layout, provenance)
              .against(pipeline.apply("ReadModels", ReadModels.from(models.models())))
              .withQuarantinedBefore(
                  List.of(
                      Quarantine.read(pipeline, CohortStage.NAME, studies),
                      Quarantine.read(pipeline, TrainingStage.NAME, models)));
      PCollection<Study> test = CohortStage.readTest(pipeline, studies);
      CohortStage.requireUnseen(test, models);
      AttackStage.write(
          test.apply(
              "AttackAndScore",
              evaluation
                  .withCohort(CohortStage.readAll(pipeline, studies))
                  .withReports(CohortStage.readReports(pipeline, studies))),
          layout,
          AttackStage.FILE);
      pipeline.run();
    }
  }
}
