package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.GateRequest;
import io.gauntlet.pipelines.request.PolicyText;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.VerdictJson;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.WriteRunFile;
import io.gauntlet.transforms.release.ReferenceStore;
import io.gauntlet.transforms.scoring.CompareToReference;
import io.gauntlet.transforms.scoring.VerdictFiles;
import java.io.FileNotFoundException;
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

/** The gate: this run's outcomes against those of a reference, decided in the graph. */
public final class GateStage {
  /** The file of the same candidate's verdict against the run that passed last. */
  public static final String AGAINST_CURRENT = "verdict-against-current.json";

  /** The file of the verdict of what comes first, which is there before the rest is attacked. */
  public static final String OF_PRIMARIES = "verdict-of-primaries.json";

  private static final Logger LOG = LoggerFactory.getLogger(GateStage.class);

  private GateStage() {}

  /** The comparison of a run with nothing: floors hold whatever there is to compare with. */
  public static CompareToReference withoutReference(Pipeline pipeline, RunFacts run) {
    return CompareToReference.of(
            pipeline.apply("NoReference", Create.empty(TypeDescriptor.of(Outcome.class))))
        .between(RunFacts.unknown(), run);
  }

  /**
   * The policy that is asked for.
   *
   * @throws UsageException when that beside the reference is none
   */
  public static GatePolicy policy(GateRequest gate) {
    return gate.reference().isEmpty()
        ? gate.policy().orElseGet(GatePolicy::standard)
        : policy(gate.policy(), ReferenceStore.in(gate.reference().get()));
  }

  /**
   * The policy that a user gave, or that beside the reference, or the built-in one.
   *
   * @throws UsageException when that beside the reference is none
   */
  public static GatePolicy policy(Optional<GatePolicy> given, ReferenceStore store) {
    if (given.isPresent()) {
      return given.get();
    }
    try {
      return store
          .policy()
          .map(yaml -> PolicyText.parse(store.policyFile(), yaml))
          .orElseGet(GatePolicy::standard);
    } catch (IOException e) {
      throw new UsageException("the policy beside the reference: " + e.getMessage(), e);
    }
  }

  /**
   * The run that a night is held against; empty where there is none yet.
   *
   * @throws UsageException when it has no outcomes, or not all
   */
  public static Optional<RunLayout> reference(GateRequest gate) throws IOException {
    return gate.reference().isEmpty()
        ? Optional.empty()
        : Optional.of(
            EarlierRun.reference("--referenceRun", ReferenceStore.in(gate.reference().get()))
                .requireOutcomes());
  }

  /** Counts the verdict on a run, and logs it. */
  public static void count(PCollection<Verdict> verdict, String folder) {
    verdict.apply("CountVerdict", ParDo.of(new CountVerdict(folder)));
  }

  /** Writes the verdict of what comes first into the folder of a run. */
  public static void writeOfPrimaries(PCollection<Verdict> verdict, String folder) {
    write("OfPrimaries", verdict, folder, OF_PRIMARIES);
  }

  /** Writes the verdict on a run against the one that passed last into its folder. */
  public static void writeAgainstCurrent(PCollection<Verdict> verdict, String folder) {
    write("AgainstCurrent", verdict, folder, AGAINST_CURRENT);
  }

  private static void write(String name, PCollection<Verdict> verdict, String folder, String file) {
    verdict
        .apply(name + "AsJson", MapElements.into(TypeDescriptors.strings()).via(VerdictJson::write))
        .apply("Write" + name, WriteRunFile.of(folder, file));
  }

  /**
   * A verdict on a run that was written into its folder.
   *
   * @param file {@link VerdictFiles#JSON} or {@link #AGAINST_CURRENT}
   * @throws FileNotFoundException when there is none
   * @throws IllegalArgumentException when it is no verdict; names the file
   */
  public static Verdict verdict(RunLayout run, String file) throws IOException {
    String json = new RunFiles(run.folder()).text(file);
    try {
      return VerdictJson.read(json);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(run.folder() + ": " + e.getMessage(), e);
    }
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
