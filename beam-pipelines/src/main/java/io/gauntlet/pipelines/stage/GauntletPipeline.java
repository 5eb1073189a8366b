package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.options.Checks;
import io.gauntlet.pipelines.options.GauntletOptions;
import io.gauntlet.pipelines.options.Hardware;
import io.gauntlet.transforms.Gauntlet;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;

/** The whole gauntlet as the options ask for it, each stage's output written to its place. */
public final class GauntletPipeline {
  private GauntletPipeline() {}

  /**
   * The chain that the options ask for, with its report and without a comparison.
   *
   * @param provenance what the run is made of, by name
   */
  public static Gauntlet gauntlet(GauntletOptions options, Map<String, String> provenance) {
    return Gauntlet.of(CohortStage.join(options), TrainingStage.training(options))
        .withSplit(CohortStage.split(options))
        .withOwnVictims(Checks.victims(options))
        .withAttacks(AttackStage.attacks(options))
        .withModelWorkers(Hardware.hints(options))
        .withScoring(ScoringStage.score(options))
        .withReport(ScoringStage.report(options, provenance));
  }

  /** Adds a chain to a pipeline, and writes what each of its stages makes. */
  public static Gauntlet.Result run(Pipeline pipeline, Gauntlet gauntlet, RunLayout layout) {
    Gauntlet.Result run = pipeline.apply("Gauntlet", gauntlet);
    CohortStage.write(run.joined(), run.split(), layout);
    TrainingStage.write(run.trained(), layout);
    AttackStage.write(run.attacked(), layout);
    return run;
  }
}
