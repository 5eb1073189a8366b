package io.gauntlet.pipelines.gate;

import io.gauntlet.pipelines.gate.GateAction.Promotion;
import io.gauntlet.pipelines.post.RunPosting;
import io.gauntlet.pipelines.request.PostRequest;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.ComparedRun;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.GateStage;
import io.gauntlet.pipelines.stage.ReportStage;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.pipelines.stage.ScoringStage;
import io.gauntlet.report.CauseWords;
import io.gauntlet.report.Decided;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.Looks;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.scoring.MakeHistory;
import io.gauntlet.transforms.scoring.ReferenceStore;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import io.gauntlet.transforms.scoring.VerdictFiles;
import io.gauntlet.transforms.scoring.WriteHistory;
import io.gauntlet.transforms.scoring.WriteVerdict;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A candidate held against the reference, on this machine. */
final class GateComparison {
  private static final Logger LOG = LoggerFactory.getLogger(GateComparison.class);

  private final PipelineOptions options;
  private final PrintStream out;

  /**
   * On this machine.
   *
   * @param options of Beam's runner
   * @param out for the verdict
   */
  GateComparison(PipelineOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Decides, writes the verdict into the candidate's folder and prints it.
   *
   * @return the exit status
   * @throws UsageException when the policy names what is not there
   */
  int run(GateAction.Compare request) throws IOException {
    RunLayout candidate = EarlierRun.in("--candidate", request.candidate()).requireOutcomes();
    ReferenceStore store = ReferenceStore.in(request.reference());
    RunLayout reference = EarlierRun.in("--reference", store.reference()).requireWholeOutcomes();
    GatePolicy policy = GateStage.policy(request.policy(), store);
    Optional<RunLayout> current = store.current().map(RunLayout::of);
    Instant start = Instant.now();
    ComparedRun run = ComparedRun.of(candidate);
    decide(run, reference, current, policy, request.history());
    Verdict verdict = decided(candidate, current, store);
    Decided decided = Decided.here(start, Instant.now());
    VerdictFiles.write(candidate.folder(), verdict, decided);
    out.print(request.format().render(verdict, decided));
    if (run.isIntact()) {
      renewReport(candidate, request.history());
    }
    if (request.promotion() == Promotion.CURRENT && verdict.status() == Status.PASS) {
      store.promote(candidate.folder());
    }
    if (request.post().isPresent()) {
      post(request.post().get(), candidate);
    }
    return verdict.status().exitStatus();
  }

  /** The verdict stands, and the exit status with it, whether or not a server takes it. */
  private static void post(PostRequest server, RunLayout candidate) {
    try {
      LOG.info(RunPosting.to(server, System.getenv()).post(candidate));
    } catch (IOException e) {
      LOG.warn(e.getMessage());
    }
  }

  /** Writes a verdict against each of the two into the candidate's folder, and the history. */
  private void decide(
      ComparedRun candidate,
      RunLayout reference,
      Optional<RunLayout> current,
      GatePolicy policy,
      Optional<String> history)
      throws IOException {
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Outcome> outcomes = candidate.read(pipeline, "ReadCandidate");
    PCollection<Scorecard> scorecard = outcomes.apply("ScoreOutcomes", ScoreOutcomes.create());
    PCollection<Verdict> verdict =
        outcomes.apply(
            "CompareToReference",
            ComparedRun.of(reference)
                .comparison(pipeline, "ReadReference", candidate.facts())
                .withPolicy(policy)
                .withScorecard(scorecard));
    verdict.apply("WriteVerdict", WriteVerdict.to(candidate.folder(), Instant.now()));
    if (current.isPresent()) {
      PCollection<Verdict> secondary =
          outcomes.apply(
              "CompareToCurrent",
              ComparedRun.of(current.get())
                  .comparison(pipeline, "ReadCurrent", candidate.facts())
                  .withPolicy(policy));
      GateStage.writeAgainstCurrent(secondary, candidate.folder());
    }
    history.ifPresent(
        folder ->
            scorecard.apply(
                "WriteHistory",
                WriteHistory.to(
                    folder, MakeHistory.of(verdict, candidate.facts(), Instant.now()))));
    pipeline.run().waitUntilFinish();
  }

  /** What was decided, with what current says of it, and counted as a look at the reference. */
  private static Verdict decided(
      RunLayout candidate, Optional<RunLayout> current, ReferenceStore store) throws IOException {
    Verdict decided = GateStage.verdict(candidate, VerdictFiles.JSON);
    if (decided.status() == Status.MISUSE) {
      throw new UsageException(
          decided.causes().stream().map(CauseWords::of).collect(Collectors.joining("; ")));
    }
    Verdict verdict =
        current.isPresent()
            ? Looks.withCurrent(decided, GateStage.verdict(candidate, GateStage.AGAINST_CURRENT))
            : decided;
    return decided.primaries().isEmpty()
        ? verdict
        : Looks.counted(verdict, store.look(identity(candidate)));
  }

  /** What tells a candidate from others: where it is, and the run that it says it is. */
  private static String identity(RunLayout run) throws IOException {
    try {
      return run.folder() + "\n" + new RunFiles(run.folder()).text(RunFolder.FILE);
    } catch (FileNotFoundException e) {
      return run.folder();
    }
  }

  /** The page begins with the verdict; a run of which only outcomes are left has no page yet. */
  private void renewReport(RunLayout candidate, Optional<String> history) throws IOException {
    Scorecard scorecard;
    try {
      scorecard = ScoringStage.scorecard(candidate);
    } catch (FileNotFoundException e) {
      return;
    }
    ReportStage.renew(options, candidate, scorecard, history);
  }
}
