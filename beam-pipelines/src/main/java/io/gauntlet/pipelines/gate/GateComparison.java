package io.gauntlet.pipelines.gate;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.pipelines.diff.DiffFiles;
import io.gauntlet.pipelines.gate.GateAction.Asking;
import io.gauntlet.pipelines.gate.GateAction.Promotion;
import io.gauntlet.pipelines.post.RunPosting;
import io.gauntlet.pipelines.request.PostRequest;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.CohortStage;
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
import io.gauntlet.schema.Quarantined;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.gate.Cause;
import io.gauntlet.score.gate.Looks;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.transforms.cohort.SampleStudies;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.release.ReferenceStore;
import io.gauntlet.transforms.scoring.CompareToReference;
import io.gauntlet.transforms.scoring.MakeHistory;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import io.gauntlet.transforms.scoring.VerdictFiles;
import io.gauntlet.transforms.scoring.WriteHistory;
import io.gauntlet.transforms.scoring.WriteVerdict;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
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
    RunLayout reference = EarlierRun.reference("--reference", store).requireWholeOutcomes();
    requireReadableScorecard(candidate);
    Instant start = Instant.now();
    ComparedRun run = ComparedRun.of(candidate);
    Held held = hold(request, store, ComparedRun.of(reference), run);
    decide(run, held, request.history());
    Verdict verdict = decided(candidate, held, store);
    Decided decided = Decided.here(start, Instant.now());
    VerdictFiles.write(candidate.folder(), verdict, decided);
    out.print(request.format().render(verdict, decided));
    if (run.isIntact()) {
      diff(run, held).writePage();
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

  /** It is read again when the verdict is known, and then no error may stand beside that. */
  private static void requireReadableScorecard(RunLayout candidate) {
    try {
      ScoringStage.scorecard(candidate);
    } catch (FileNotFoundException e) {
      // A run of which only outcomes are left has none.
    } catch (IOException e) {
      throw new UsageException("--candidate: " + e.getMessage(), e);
    }
  }

  /** The verdict stands, and the exit status with it, whether or not a server takes it. */
  private static void post(PostRequest server, RunLayout candidate) {
    try {
      LOG.info(RunPosting.to(server, System.getenv()).post(candidate));
    } catch (IOException e) {
      LOG.warn(e.getMessage());
    }
  }

  /**
   * What a candidate is held against.
   *
   * @param reference with the outcomes that are compared
   * @param before the reference as it was before it was attacked again; empty where it was not
   * @param current the run that passed last; empty where that is the reference
   * @param remedy options of the gate that makes the runs comparable; empty for this one
   * @param policy by which it is decided
   * @param lacking attacks of primaries that the candidate was not attacked by
   * @param notes on the reference, for the verdict
   */
  private record Held(
      ComparedRun reference,
      Optional<ComparedRun> before,
      Optional<RunLayout> current,
      ImmutableList<String> remedy,
      GatePolicy policy,
      ImmutableSet<String> lacking,
      ImmutableList<Cause> notes) {

    private Held(
        ComparedRun reference,
        Optional<RunLayout> current,
        ImmutableList<String> remedy,
        GatePolicy policy) {
      this(
          reference,
          Optional.empty(),
          current,
          remedy,
          policy,
          ImmutableSet.of(),
          ImmutableList.of());
    }

    CompareToReference comparison(Pipeline pipeline, ComparedRun candidate) throws IOException {
      CompareToReference comparison =
          before.isPresent()
              ? againstAgain(before.get(), pipeline, candidate)
              : reference.comparison(pipeline, "ReadReference", candidate.facts());
      return comparison.withPolicy(policy).withRemedy(remedy);
    }

    /**
     * What the candidate could not use was not asked again: of that counts what was said before.
     */
    private CompareToReference againstAgain(
        ComparedRun run, Pipeline pipeline, ComparedRun candidate) throws IOException {
      CompareToReference again =
          run.comparison(pipeline, "ReadReferenceBefore", candidate.facts())
              .against(
                  reference.read(pipeline, "ReadReference"),
                  pipeline.apply("ScopeOfReference", Create.of(reference.facts().scope())))
              .withQuarantine(
                  List.of(reference.readQuarantine(pipeline, "QuarantineOfReference")), List.of())
              .between(reference.facts(), candidate.facts());
      return candidate
          .facts()
          .scope()
          .narrowing()
          .map(
              sample ->
                  again.likeSample(
                      SampleStudies.of(Math.toIntExact(sample.asked())).withSeed(sample.seed()),
                      CohortStage.readTest(pipeline, candidate.layout())))
          .orElse(again);
    }
  }

  private Held hold(
      GateAction.Compare request, ReferenceStore store, ComparedRun reference, ComparedRun run)
      throws IOException {
    GatePolicy policy = GateStage.policy(request.policy(), store);
    Optional<RunLayout> current = store.current().map(RunLayout::of);
    if (request.asking() instanceof Asking.AsItWas asItWas) {
      return new Held(reference, current, asItWas.remedy(), policy);
    }
    // What is not as it was written is not comparable, whatever is attacked.
    if (!reference.isIntact() || !run.isIntact()) {
      return new Held(reference, current, ImmutableList.of(), policy);
    }
    AttackedReference again = AttackedReference.of(options, store, reference, run);
    ImmutableSet<String> lacking = policy.primariesUnder(again.dropped());
    return new Held(
        again.run(),
        Optional.of(reference).filter(before -> !before.layout().equals(again.run().layout())),
        current,
        ImmutableList.of(),
        policy.withoutPrimariesUnder(lacking),
        lacking,
        ImmutableList.of(again.note()));
  }

  /** The studies behind the verdict, to which its page leads. */
  private static DiffFiles diff(ComparedRun candidate, Held held) {
    return new DiffFiles(held.reference().layout(), candidate.layout(), candidate.folder());
  }

  /** Writes a verdict against each of the two into the candidate's folder, and the history. */
  private void decide(ComparedRun candidate, Held held, Optional<String> history)
      throws IOException {
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Outcome> outcomes = candidate.read(pipeline, "ReadCandidate");
    PCollection<Scorecard> scorecard = outcomes.apply("ScoreOutcomes", ScoreOutcomes.create());
    List<PCollection<Quarantined>> unused =
        List.of(candidate.readQuarantine(pipeline, "QuarantineOfCandidate"));
    PCollection<Verdict> verdict =
        outcomes.apply(
            "CompareToReference",
            held.comparison(pipeline, candidate)
                .withQuarantine(List.of(), unused)
                .withScorecard(scorecard));
    diff(candidate, held).write(held.reference().read(pipeline, "ReadBaseline"), outcomes);
    verdict.apply("WriteVerdict", WriteVerdict.to(candidate.folder(), Instant.now()));
    if (held.current().isPresent()) {
      PCollection<Verdict> secondary =
          outcomes.apply(
              "CompareToCurrent",
              ComparedRun.of(held.current().get())
                  .comparison(pipeline, "ReadCurrent", candidate.facts())
                  .withQuarantine(List.of(), unused)
                  .withPolicy(held.policy()));
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
  private static Verdict decided(RunLayout candidate, Held held, ReferenceStore store)
      throws IOException {
    Verdict decided = GateStage.verdict(candidate, VerdictFiles.JSON);
    if (decided.status() == Status.MISUSE) {
      throw new UsageException(
          decided.causes().stream().map(CauseWords::of).collect(Collectors.joining("; ")));
    }
    Verdict noted = Looks.noting(Looks.lacking(decided, held.lacking()), held.notes());
    Verdict verdict =
        held.current().isPresent()
            ? Looks.withCurrent(noted, GateStage.verdict(candidate, GateStage.AGAINST_CURRENT))
            : noted;
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
