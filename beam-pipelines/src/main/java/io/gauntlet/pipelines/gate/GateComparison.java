package io.gauntlet.pipelines.gate;

import io.gauntlet.pipelines.request.GateAction;
import io.gauntlet.pipelines.request.GateAction.Promotion;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.GateStage;
import io.gauntlet.pipelines.stage.ReportStage;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.records.AttackValues;
import io.gauntlet.report.CauseWords;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardJson;
import io.gauntlet.score.gate.Looks;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.gate.VerdictJson;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.scoring.CompareToReference;
import io.gauntlet.transforms.scoring.MakeHistory;
import io.gauntlet.transforms.scoring.ReferenceStore;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import io.gauntlet.transforms.scoring.WriteHistory;
import io.gauntlet.transforms.scoring.WriteReport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollection;

/** A candidate held against the reference, on this machine. */
public final class GateComparison {
  private final PipelineOptions options;
  private final PrintStream out;

  /**
   * On this machine.
   *
   * @param options of Beam's runner
   * @param out for the verdict
   */
  public GateComparison(PipelineOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Decides, writes the verdict into the candidate's folder and prints it.
   *
   * @return the exit status
   * @throws UsageException when the policy names what is not there
   */
  public int run(GateAction.Compare request) throws IOException {
    RunLayout candidate = EarlierRun.in("--candidate", request.candidate()).requireOutcomes();
    ReferenceStore store = ReferenceStore.in(request.reference());
    RunLayout reference = EarlierRun.in("--reference", store.reference()).requireWholeOutcomes();
    GatePolicy policy =
        request.policy().isPresent() ? request.policy().get() : GateStage.policy(store);
    Optional<String> current = store.current();
    boolean intact =
        isIntact(
            new Runs(reference, current.map(RunLayout::of), candidate), policy, request.history());
    Verdict decided = verdict(candidate, GateStage.VERDICT);
    if (decided.status() == Status.MISUSE) {
      throw new UsageException(
          decided.causes().stream().map(CauseWords::of).collect(Collectors.joining("; ")));
    }
    Verdict verdict = decided;
    if (current.isPresent()) {
      verdict = Looks.withCurrent(verdict, verdict(candidate, GateStage.AGAINST_CURRENT));
    }
    if (decided.primaries().size() > 0) {
      verdict = Looks.counted(verdict, store.look(identity(candidate)));
    }
    write(candidate, verdict);
    out.print(request.format().render(verdict));
    if (intact) {
      renewReport(candidate, request.history());
    }
    if (request.promotion() == Promotion.CURRENT && verdict.status() == Status.PASS) {
      store.promote(candidate.folder());
    }
    return verdict.status().exitStatus();
  }

  /** The runs of a comparison. */
  private record Runs(RunLayout reference, Optional<RunLayout> current, RunLayout candidate) {}

  /** Decides, and tells whether the candidate's outcomes are those that it wrote. */
  private boolean isIntact(Runs runs, GatePolicy policy, Optional<String> history)
      throws IOException {
    RunFacts run = RunFolder.checkedFacts(runs.candidate());
    RunFacts before = RunFolder.checkedFacts(runs.reference());
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Outcome> outcomes =
        GateStage.read(pipeline, "ReadCandidate", runs.candidate(), run);
    PCollection<Scorecard> scorecard = outcomes.apply("ScoreOutcomes", ScoreOutcomes.create());
    PCollection<Verdict> verdict =
        outcomes.apply(
            "CompareToReference",
            CompareToReference.of(
                    GateStage.read(pipeline, "ReadReference", runs.reference(), before))
                .between(before, run)
                .withPolicy(policy)
                .withScorecard(scorecard));
    GateStage.write(verdict, runs.candidate().folder());
    if (runs.current().isPresent()) {
      RunLayout current = runs.current().get();
      RunFacts passed = RunFolder.checkedFacts(current);
      PCollection<Verdict> secondary =
          outcomes.apply(
              "CompareToCurrent",
              CompareToReference.of(GateStage.read(pipeline, "ReadCurrent", current, passed))
                  .between(passed, run)
                  .withPolicy(policy));
      GateStage.writeAgainstCurrent(secondary, runs.candidate().folder());
    }
    history.ifPresent(
        folder ->
            scorecard.apply(
                "WriteHistory",
                WriteHistory.to(folder, MakeHistory.of(verdict, run, Instant.now()))));
    pipeline.run().waitUntilFinish();
    return run.faults().isEmpty();
  }

  private static Verdict verdict(RunLayout run, String file) throws IOException {
    return VerdictJson.read(
        new String(new RunFiles(run.folder()).read(file), StandardCharsets.UTF_8));
  }

  private static void write(RunLayout run, Verdict verdict) throws IOException {
    new RunFiles(run.folder())
        .write(GateStage.VERDICT, VerdictJson.write(verdict).getBytes(StandardCharsets.UTF_8));
  }

  /** What tells a candidate from others: where it is, and the run that it says it is. */
  private static String identity(RunLayout run) throws IOException {
    try {
      return run.folder()
          + "\n"
          + new String(new RunFiles(run.folder()).read("run.json"), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      return run.folder();
    }
  }

  /** The page begins with the verdict; a run of which only outcomes are left has no page yet. */
  private void renewReport(RunLayout candidate, Optional<String> history) throws IOException {
    byte[] json;
    try {
      json = new RunFiles(candidate.folder()).read(WriteReport.SCORECARD);
    } catch (FileNotFoundException e) {
      return;
    }
    ReportStage.renew(
        options,
        candidate,
        ScorecardJson.read(new String(json, StandardCharsets.UTF_8), new AttackValues()::of),
        history);
  }
}
