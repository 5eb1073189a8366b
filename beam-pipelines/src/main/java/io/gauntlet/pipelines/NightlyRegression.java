package io.gauntlet.pipelines;

import io.gauntlet.pipelines.gate.NightGate;
import io.gauntlet.pipelines.options.NightlyOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.request.CohortRequest;
import io.gauntlet.pipelines.request.NightRequest;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.FolderLock;
import io.gauntlet.pipelines.stage.GateStage;
import io.gauntlet.pipelines.stage.GauntletPipeline;
import io.gauntlet.pipelines.stage.HistoryTable;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.schema.HistoryRow;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.transforms.Gauntlet;
import io.gauntlet.transforms.scoring.MakeHistory;
import io.gauntlet.transforms.scoring.WriteVerdict;
import java.io.IOException;
import java.time.Instant;
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
    Optional<RunLayout> reference = GateStage.reference(night.gate());
    Provenance provenance = Requests.provenance(options, NightlyOptions.class).with(cohort);
    if (night.run().models().isPresent()) {
      EarlierRun.in("--modelsFrom", options.getModelsFrom()).requireSameSplit(provenance);
    }
    try (FolderLock lock = FolderLock.take(options.getOutput(), options)) {
      RunFolder.take(lock, provenance);
      Pipeline pipeline = Pipeline.create(options);
      RunRequest request = inOrder(night);
      RunLayout layout = RunLayout.of(request.output());
      RunFacts facts = RunFolder.facts(request.output());
      NightGate gate = NightGate.of(night, reference, facts, provenance);
      Gauntlet.Result run =
          GauntletPipeline.run(
              pipeline,
              request,
              GauntletPipeline.gauntlet(
                  request,
                  gate.hold(
                      pipeline,
                      GauntletPipeline.evaluation(
                          request.attacks(), request.scoring(), layout, provenance))));
      gate.write(run);
      PCollection<Verdict> verdict = run.evaluated().verdict().orElseThrow();
      // The time of the launch, so that a retry writes the same.
      Instant start = Instant.now();
      verdict.apply("WriteVerdict", WriteVerdict.to(facts.folder(), start));
      GateStage.count(verdict, facts.folder());
      run.evaluated()
          .verdictOfPrimaries()
          .ifPresent(early -> GateStage.writeOfPrimaries(early, facts.folder()));
      if (night.historyTable().isPresent()) {
        run.evaluated()
            .scorecard()
            .apply("MakeHistory", MakeHistory.of(verdict, facts, start))
            .apply("AppendToHistory", history.apply(night.historyTable().get()));
      }
      pipeline.run();
    }
  }

  /** What the verdict rests on comes first where there is something to hold the night against. */
  private static RunRequest inOrder(NightRequest night) throws IOException {
    return night.gate().reference().isPresent() || night.run().attacks().limits().isOrdered()
        ? night.run().with(GateStage.policy(night.gate()))
        : night.run();
  }
}
