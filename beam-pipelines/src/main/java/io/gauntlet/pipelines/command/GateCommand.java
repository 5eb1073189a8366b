package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.options.CommandLineOptions;
import io.gauntlet.pipelines.options.GateOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.request.ComparisonRequest;
import io.gauntlet.pipelines.request.ComparisonRequest.Promotion;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.GateStage;
import io.gauntlet.pipelines.stage.ReportStage;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.records.AttackValues;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.ScorecardJson;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.gate.VerdictJson;
import io.gauntlet.transforms.io.ReadRecords;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.scoring.BaselineStore;
import io.gauntlet.transforms.scoring.CompareToReference;
import io.gauntlet.transforms.scoring.MakeHistory;
import io.gauntlet.transforms.scoring.ScoreOutcomes;
import io.gauntlet.transforms.scoring.WriteHistory;
import io.gauntlet.transforms.scoring.WriteReport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollection;

/** {@code gauntlet gate}: whether a candidate may replace a baseline. */
final class GateCommand implements Command {
  @Override
  public String name() {
    return "gate";
  }

  @Override
  public String usage() {
    return "--baseline=DIR --candidate=DIR [--policy=FILE] [--promote]";
  }

  @Override
  public String summary() {
    return "Decides whether a run may replace another: exit status 0 pass, 1 fail, 2 undecided.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return GateOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    GateOptions options = CommandLineOptions.parse(GateOptions.class, arguments);
    FileSystems.setDefaultPipelineOptions(options);
    ComparisonRequest request = Requests.comparison(options);
    RunLayout candidate = EarlierRun.in("--candidate", request.candidate()).requireOutcomes();
    BaselineStore store = BaselineStore.in(request.baseline());
    RunLayout baseline = EarlierRun.in("--baseline", store.current()).requireWholeOutcomes();
    compare(options, request, baseline, candidate);
    Verdict verdict =
        VerdictJson.read(
            new String(
                new RunFiles(candidate.folder()).read(GateStage.VERDICT), StandardCharsets.UTF_8));
    out.print(request.format().render(verdict));
    renewReport(options, candidate, request.history());
    if (request.promotion() == Promotion.BASELINE
        && (verdict.status() == Status.PASS || verdict.status() == Status.NO_BASELINE)) {
      store.promote(candidate.folder());
    }
    return verdict.status().exitStatus();
  }

  /** The page begins with the verdict; a run of which only outcomes are left has no page yet. */
  private static void renewReport(
      PipelineOptions options, RunLayout candidate, Optional<String> history) throws IOException {
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

  private static void compare(
      PipelineOptions options, ComparisonRequest request, RunLayout baseline, RunLayout candidate)
      throws IOException {
    RunFacts run = RunFolder.facts(candidate.folder());
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Outcome> outcomes = read(pipeline, "ReadCandidate", candidate);
    PCollection<Verdict> verdict =
        outcomes.apply(
            "CompareToReference",
            CompareToReference.of(read(pipeline, "ReadBaseline", baseline))
                .between(RunFolder.facts(baseline.folder()), run)
                .withPolicy(request.policy()));
    GateStage.write(verdict, candidate.folder());
    request
        .history()
        .ifPresent(
            folder ->
                outcomes
                    .apply("ScoreOutcomes", ScoreOutcomes.create())
                    .apply(
                        "WriteHistory",
                        WriteHistory.to(folder, MakeHistory.of(verdict, run, Instant.now()))));
    pipeline.run().waitUntilFinish();
  }

  private static PCollection<Outcome> read(Pipeline pipeline, String name, RunLayout run) {
    return pipeline.apply(
        name,
        ReadRecords.outcomes(RunLayout.shards(run.outcomes()))
            .withEmptyMatchTreatment(EmptyMatchTreatment.ALLOW));
  }
}
