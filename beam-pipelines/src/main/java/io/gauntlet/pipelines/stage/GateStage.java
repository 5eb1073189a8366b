package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.options.Checks;
import io.gauntlet.pipelines.options.NightlyOptions;
import io.gauntlet.pipelines.options.UsageException;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.gate.GatePolicy;
import io.gauntlet.score.gate.GatePolicyYaml;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.VerdictJson;
import io.gauntlet.transforms.io.InputFiles;
import io.gauntlet.transforms.io.ReadRecords;
import io.gauntlet.transforms.io.WriteRunFile;
import io.gauntlet.transforms.scoring.BaselineStore;
import io.gauntlet.transforms.scoring.CompareToBaseline;
import java.io.IOException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gate: this run's outcomes against those of a baseline, decided in the graph. */
public final class GateStage {
  /** Stands for no baseline. */
  static final String NONE = "none";

  /** The verdict's file, in the folder of the run that is judged. */
  public static final String VERDICT = "verdict.json";

  private static final Logger LOG = LoggerFactory.getLogger(GateStage.class);
  private static final String STANDARD = "standard";

  private GateStage() {}

  /**
   * Adds the stage to the graph of the outcomes.
   *
   * @param run this run
   * @return the one verdict, which is written to {@code verdict.json} too
   */
  public static PCollection<Verdict> add(
      PCollection<Outcome> outcomes, NightlyOptions options, RunFacts run) throws IOException {
    Pipeline pipeline = outcomes.getPipeline();
    boolean none = options.getBaselineRun().equals(NONE);
    RunLayout baseline =
        none ? null : RunLayout.of(BaselineStore.in(options.getBaselineRun()).current());
    PCollection<Outcome> before =
        none
            ? pipeline.apply("NoBaseline", Create.empty(AvroCoder.of(Outcome.class)))
            : pipeline.apply(
                "ReadBaseline", ReadRecords.outcomes(RunLayout.shards(baseline.outcomes())));
    PCollection<Verdict> verdict =
        decide(
            outcomes,
            CompareToBaseline.of(before)
                .between(none ? new RunFacts(null, null) : RunFolder.facts(baseline.folder()), run)
                .withPolicy(policy(options))
                .withSeed(options.getSeed()),
            run.folder());
    verdict.apply("CountVerdict", ParDo.of(new CountVerdict(run.folder())));
    return verdict;
  }

  /**
   * Decides on outcomes, and writes the verdict.
   *
   * @param folder of the run that they are of
   */
  public static PCollection<Verdict> decide(
      PCollection<Outcome> outcomes, CompareToBaseline comparison, String folder) {
    PCollection<Verdict> verdict = outcomes.apply("CompareToBaseline", comparison);
    verdict
        .apply("AsJson", MapElements.into(TypeDescriptors.strings()).via(VerdictJson::write))
        .apply("WriteVerdict", WriteRunFile.of(folder, VERDICT));
    return verdict;
  }

  /**
   * Looks at what was asked for.
   *
   * @throws UsageException when the baseline has no outcomes or the policy cannot be read
   */
  public static void check(NightlyOptions options) throws IOException {
    policy(options);
    if (!options.getBaselineRun().equals(NONE)) {
      Checks.outcomes(
          "--baselineRun", RunLayout.of(BaselineStore.in(options.getBaselineRun()).current()));
    }
  }

  private static GatePolicy policy(NightlyOptions options) {
    String file = options.getPolicyFile();
    if (file.equals(STANDARD)) {
      return GatePolicy.standard();
    }
    try {
      return GatePolicyYaml.read(file, InputFiles.text(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException("--policyFile: " + file + ": " + e.getMessage(), e);
    }
  }

  /** Counts and logs the verdict: the cloud's alert watches the counter. */
  private static final class CountVerdict extends DoFn<Verdict, Void> {
    private static final long serialVersionUID = 1;

    private final String run;
    private final Counter passed = Metrics.counter(CompareToBaseline.class, "verdicts-passed");
    private final Counter failed = Metrics.counter(CompareToBaseline.class, "verdicts-failed");
    private final Counter undecided =
        Metrics.counter(CompareToBaseline.class, "verdicts-undecided");

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
