package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.options.GauntletOptions;
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
      Pipeline pipeline, GauntletOptions options, Map<String, String> provenance) {
    CohortStage cohort = CohortStage.add(pipeline, options);
    TrainingStage.Trained trained = TrainingStage.add(cohort.train(), options);
    AttackStage attacked = AttackStage.add(cohort.test(), trained.victims(), options);
    ScoringStage.add(
        attacked.outcomes(),
        List.of(cohort.quarantined(), trained.quarantined(), attacked.quarantined()),
        options,
        provenance,
        Optional.empty());
  }
}
