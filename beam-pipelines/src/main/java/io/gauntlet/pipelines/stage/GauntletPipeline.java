package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.options.TrainingOptions;
import io.gauntlet.pipelines.request.RunRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;

/** The whole gauntlet as one graph: join, split, train, fuse, attack, score, report. */
public final class GauntletPipeline {
  private GauntletPipeline() {}

  /**
   * Adds the graph to a pipeline.
   *
   * @param provenance what the run is made of, by name
   */
  public static void build(
      Pipeline pipeline,
      RunRequest request,
      TrainingOptions options,
      Map<String, String> provenance) {
    RunLayout layout = RunLayout.of(request.output());
    CohortStage cohort = CohortStage.add(pipeline, layout, request.cohort(), request.split());
    TrainingStage.Trained trained = TrainingStage.add(cohort.train(), options);
    AttackStage attacked =
        AttackStage.add(cohort.test(), trained.victims(), layout, request.attacks());
    ScoringStage.add(
        attacked.outcomes(),
        List.of(cohort.quarantined(), trained.quarantined(), attacked.quarantined()),
        layout,
        request.scoring(),
        provenance,
        Optional.empty());
  }
}
