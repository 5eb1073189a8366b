package io.gauntlet.pipelines;

import io.gauntlet.pipelines.options.NightlyOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.request.CohortRequest;
import io.gauntlet.pipelines.request.NightRequest;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.pipelines.stage.AttackStage;
import io.gauntlet.pipelines.stage.CohortStage;
import io.gauntlet.pipelines.stage.GateStage;
import io.gauntlet.pipelines.stage.HistoryTable;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.pipelines.stage.ScoringStage;
import io.gauntlet.pipelines.stage.TrainingStage;
import io.gauntlet.schema.HistoryRow;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.transforms.scoring.WriteHistory;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO;
import org.apache.beam.sdk.values.PCollection;

/**
 * The pipeline {@code nightly-regression}: the whole gauntlet as one job, then the gate and the
 * history. Score, verdict and report are in the graph, for a template's main has to return before
 * they are known.
 */
public final class NightlyRegression {
  private NightlyRegression() {}

  /** Starts the pipeline and returns; its runner knows how it ends. */
  public static void main(String[] arguments) throws IOException {
    run(Launch.options(NightlyOptions.class, arguments), HistoryTable::append);
  }

  /**
   * Starts the pipeline.
   *
   * @param history appends to the table of this name
   */
  static void run(NightlyOptions options, Function<String, BigQueryIO.Write<HistoryRow>> history)
      throws IOException {
    NightRequest night = Requests.night(options);
    CohortRequest cohort = night.run().cohort();
    cohort.requireReadable(cohort.modalities());
    Optional<RunLayout> baseline = GateStage.baseline(night.gate());
    Provenance provenance = Requests.provenance(options, NightlyOptions.class).with(cohort);
    RunFolder.take(options.getOutput(), provenance);
    Pipeline pipeline = Pipeline.create(options);
    RunRequest request = night.run();
    RunLayout layout = RunLayout.of(request.output());
    CohortStage studies = CohortStage.add(pipeline, layout, cohort, request.split());
    TrainingStage.Trained trained = TrainingStage.add(studies.train(), options);
    AttackStage attacked =
        AttackStage.add(studies.test(), trained.victims(), layout, request.attacks());
    RunFacts run = new RunFacts(request.output(), provenance.dataDigest().orElseThrow());
    PCollection<Verdict> verdict = GateStage.add(attacked.outcomes(), baseline, night.gate(), run);
    PCollection<Scorecard> scorecard =
        ScoringStage.add(
            attacked.outcomes(),
            List.of(studies.quarantined(), trained.quarantined(), attacked.quarantined()),
            layout,
            request.scoring(),
            provenance.texts(),
            Optional.of(verdict));
    if (night.historyTable().isPresent()) {
      // The time of the launch, so that a retry makes the same rows.
      PCollection<HistoryRow> rows =
          scorecard.apply("MakeHistory", WriteHistory.to(null, verdict, run, Instant.now()));
      rows.apply("AppendToHistory", history.apply(night.historyTable().get()));
    }
    pipeline.run();
  }
}
