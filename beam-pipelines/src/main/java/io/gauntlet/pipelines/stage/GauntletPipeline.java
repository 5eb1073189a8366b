package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.transforms.Gauntlet;
import org.apache.beam.sdk.Pipeline;

/** The whole gauntlet as it is asked for, each stage's output written to its place. */
public final class GauntletPipeline {
  private GauntletPipeline() {}

  /**
   * The chain that is asked for, with its report and without a comparison.
   *
   * @param provenance what the run is made of
   */
  public static Gauntlet gauntlet(RunRequest request, Provenance provenance) {
    RunLayout layout = RunLayout.of(request.output());
    return Gauntlet.of(CohortStage.join(request.cohort()), TrainingStage.victims(request, layout))
        .withSplit(CohortStage.split(request.split()))
        .withOwnVictims(request.attacks().victims().folders().values().asList())
        .withAttacks(AttackStage.attacks(request.attacks(), layout))
        .withModelWorkers(Hardware.hints(request.attacks().hardware()))
        .withScoring(ScoringStage.score(request.scoring()))
        .withReport(ScoringStage.report(layout, provenance));
  }

  /** Adds a chain to a pipeline, and writes what each of its stages makes. */
  public static Gauntlet.Result run(Pipeline pipeline, Gauntlet gauntlet, RunLayout layout) {
    Gauntlet.Result run = pipeline.apply("Gauntlet", gauntlet);
    CohortStage.write(run.joined(), run.split(), layout);
    TrainingStage.write(run.trained(), layout);
    AttackStage.write(run.attacked(), layout, RunFolder.FILE);
    return run;
  }
}
