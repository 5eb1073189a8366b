package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.options.NightlyOptions;
import io.gauntlet.pipelines.options.UsageException;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.gate.GatePolicy;
import io.gauntlet.score.gate.GatePolicyYaml;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.VerdictJson;
import io.gauntlet.transforms.io.InputFiles;
import io.gauntlet.transforms.io.WriteRunFile;
import io.gauntlet.transforms.scoring.BaselineStore;
import io.gauntlet.transforms.scoring.CompareToBaseline;
import java.io.IOException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
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
  /** Stands for no baseline. */
  static final String NONE = "none";

  /** The verdict's file, in the folder of the run that is judged. */
  public static final String VERDICT = "verdict.json";

  private static final Logger LOG = LoggerFactory.getLogger(GateStage.class);
  private static final String STANDARD = "standard";

  private GateStage() {}

  /**
   * How the options have this run compared with the baseline.
   *
   * @param run this run
   */
  public static CompareToBaseline comparison(
      Pipeline pipeline, NightlyOptions options, RunFacts run) throws IOException {
    return against(pipeline, options, run).withPolicy(policy(options)).withSeed(options.getSeed());
  }

  private static CompareToBaseline against(Pipeline pipeline, NightlyOptions options, RunFacts run)
      throws IOException {
    if (options.getBaselineRun().equals(NONE)) {
      return CompareToBaseline.of(
              pipeline.apply("NoBaseline", Create.empty(TypeDescriptor.of(Outcome.class))))
          .between(RunFacts.unknown(), run);
    }
    RunLayout baseline = RunLayout.of(BaselineStore.in(options.getBaselineRun()).current());
    return CompareToBaseline.of(
            pipeline.apply(
                "ReadBaseline",
                AvroIO.read(Outcome.class).from(RunLayout.shards(baseline.outcomes()))))
        .between(RunFolder.facts(baseline.folder()), run);
  }

  /** Writes the verdict on a run into its folder. */
  public static void write(PCollection<Verdict> verdict, String folder) {
    verdict
        .apply("AsJson", MapElements.into(TypeDescriptors.strings()).via(VerdictJson::write))
        .apply("WriteVerdict", WriteRunFile.of(folder, VERDICT));
  }

  /** Counts the verdict on a run, and logs it. */
  public static void count(PCollection<Verdict> verdict, String folder) {
    verdict.apply("CountVerdict", ParDo.of(new CountVerdict(folder)));
  }

  /**
   * Looks at what was asked for.
   *
   * @throws UsageException when the baseline has no outcomes or the policy cannot be read
   */
  public static void check(NightlyOptions options) throws IOException {
    policy(options);
    if (!options.getBaselineRun().equals(NONE)) {
      StageInputs.outcomes(
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
