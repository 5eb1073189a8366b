package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.AttackRequest;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.pipelines.request.ScoringRequest;
import io.gauntlet.transforms.AttackAndScore;
import io.gauntlet.transforms.Gauntlet;
import org.apache.beam.sdk.Pipeline;

/** The whole gauntlet as it is asked for, each stage's output written to its place. */
public final class GauntletPipeline {
  private GauntletPipeline() {}

  /**
   * The chain that is asked for, without a comparison.
   *
   * @param provenance what the run is made of
   */
  public static Gauntlet gauntlet(RunRequest request, Provenance provenance) {
    RunLayout layout = RunLayout.of(request.output());
    return gauntlet(request, evaluation(request.attacks(), request.scoring(), layout, provenance));
  }

  /** The chain that is asked for, with an evaluation of its victims. */
  public static Gauntlet gauntlet(RunRequest request, AttackAndScore evaluation) {
    return Gauntlet.of(
            CohortStage.join(request.cohort()),
            TrainingStage.victims(request, RunLayout.of(request.output())))
        .withSplit(CohortStage.split(request.split()))
        .withEvaluation(evaluation);
  }

  /**
   * How the victims are attacked and scored, and where the report goes; without a comparison.
   *
   * @param provenance what the run is made of
   */
  public static AttackAndScore evaluation(
      AttackRequest attacks, ScoringRequest scoring, RunLayout layout, Provenance provenance) {
    AttackAndScore evaluation =
        AttackAndScore.of(AttackStage.attacks(attacks, layout))
            .withOwnVictims(attacks.victims().folders().values().asList())
            .withScoring(ScoringStage.score(scoring))
            .withReport(ScoringStage.report(layout, provenance));
    return AttackStage.sample(attacks).map(evaluation::withSample).orElse(evaluation);
  }

  /**
   * Adds a chain to a pipeline, writes what each of its stages makes, and fails the pipeline where
   * the split leaves nothing to train on or to attack, or has models attacked on their own
   * training.
   */
  public static Gauntlet.Result run(Pipeline pipeline, RunRequest request, Gauntlet gauntlet) {
    RunLayout layout = RunLayout.of(request.output());
    Gauntlet.Result run = pipeline.apply("Gauntlet", gauntlet);
    CohortStage.requireBothParts(pipeline, run.split(), request.split());
    request
        .models()
        .ifPresent(
            models ->
                CohortStage.requireUnseen(run.split().test(), RunLayout.ofModels(models.folder())));
    CohortStage.write(run.joined(), run.split(), layout, request.attacks().kept().captions());
    TrainingStage.write(run.trained(), run.split().train(), layout);
    AttackStage.write(run.evaluated(), layout, RunFolder.FILE);
    return run;
  }
}
