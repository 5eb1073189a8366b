package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.GateRequest;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.VerdictJson;
import io.gauntlet.transforms.io.ReadRecords;
import io.gauntlet.transforms.io.WriteRunFile;
import io.gauntlet.transforms.scoring.BaselineStore;
import io.gauntlet.transforms.scoring.CompareToReference;
import java.io.IOException;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gate: this run's outcomes against those of a baseline, decided in the graph. */
public final class GateStage {
  /** The verdict's file, in the folder of the run that is judged. */
  public static final String VERDICT = "verdict.json";

  private static final Logger LOG = LoggerFactory.getLogger(GateStage.class);

  private GateStage() {}

  /**
   * The comparison that is asked for.
   *
   * @param baseline as {@link #baseline} found it
   * @param run this run
   * @throws IOException when the facts of the baseline cannot be read
   */
  public static CompareToReference comparison(
      Pipeline pipeline, Optional<RunLayout> baseline, GateRequest gate, RunFacts run)
      throws IOException {
    return against(pipeline, baseline, run).withPolicy(gate.policy()).withSeed(gate.seed());
  }

  private static CompareToReference against(
      Pipeline pipeline, Optional<RunLayout> baseline, RunFacts run) throws IOException {
    if (baseline.isEmpty()) {
      return CompareToReference.of(
              pipeline.apply("NoBaseline", Create.empty(TypeDescriptor.of(Outcome.class))))
          .between(RunFacts.unknown(), run);
    }
    RunLayout layout = baseline.get();
    return CompareToReference.of(
            pipeline.apply(
                "ReadBaseline", ReadRecords.outcomes(RunLayout.shards(layout.outcomes()))))
        .between(RunFolder.facts(layout.folder()), run);
  }

  /**
   * The run that a night is held against; empty where there is none yet.
   *
   * @throws UsageException when it has no outcomes, or not all
   */
  public static Optional<RunLayout> baseline(GateRequest gate) throws IOException {
    return gate.baseline().isEmpty()
        ? Optional.empty()
        : Optional.of(
            EarlierRun.in("--baselineRun", BaselineStore.in(gate.baseline().get()).current())
                .requireOutcomes());
  }

  /** Counts the verdict on a run, and logs it. */
  public static void count(PCollection<Verdict> verdict, String folder) {
    verdict.apply("CountVerdict", ParDo.of(new CountVerdict(folder)));
  }

  /** Writes the verdict on a run into its folder. */
  public static void write(PCollection<Verdict> verdict, String folder) {
    verdict
        .apply("AsJson", MapElements.into(TypeDescriptors.strings()).via(VerdictJson::write))
        .apply("WriteVerdict", WriteRunFile.of(folder, VERDICT));
  }

  /** Counts and logs the verdict: the cloud's alert watches the counter. */
  private static final class CountVerdict extends DoFn<Verdict, Void> {
    private static final long serialVersionUID = 1;

    private final String run;
    private final Counter passed = Metrics.counter(CompareToReference.class, "verdicts-passed");
    private final Counter failed = Metrics.counter(CompareToReference.class, "verdicts-failed");
    private final Counter undecided =
        Metrics.counter(CompareToReference.class, "verdicts-undecided");

    CountVerdict(String run) {
      this.run = run;
    }

    @ProcessElement
    public void process(@Element Verdict verdict) {
      switch (verdict.status()) {
        case PASS -> passed.inc();
        case FAIL -> failed.inc();
        default -> undecided.inc();
      }
      LOG.atInfo()
          .addKeyValue("stage", "gate")
          .addKeyValue("run", run)
          .log("verdict {}", verdict.status());
    }
  }
}
