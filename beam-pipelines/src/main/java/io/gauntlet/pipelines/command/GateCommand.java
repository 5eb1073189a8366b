package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.options.CommandLineOptions;
import io.gauntlet.pipelines.options.GateOptions;
import io.gauntlet.pipelines.options.UsageException;
import io.gauntlet.pipelines.stage.GateStage;
import io.gauntlet.pipelines.stage.ReportStage;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.pipelines.stage.StageInputs;
import io.gauntlet.report.VerdictJunit;
import io.gauntlet.report.VerdictText;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.ScorecardJson;
import io.gauntlet.score.gate.GatePolicy;
import io.gauntlet.score.gate.GatePolicyYaml;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.gate.VerdictJson;
import io.gauntlet.transforms.io.InputFiles;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.scoring.BaselineStore;
import io.gauntlet.transforms.scoring.CompareToBaseline;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollection;

/** {@code gauntlet gate}: whether a candidate may replace a baseline. */
final class GateCommand implements Command {
  private static final Map<String, Function<Verdict, String>> FORMATS =
      Map.of(
          "text", VerdictText::render, "json", VerdictJson::write, "junit", VerdictJunit::render);

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
    Function<Verdict, String> format = FORMATS.get(options.getFormat());
    if (format == null) {
      throw new UsageException(
          "--format: '" + options.getFormat() + "' is no format; give text, json or junit");
    }
    GatePolicy policy = policy(options);
    RunLayout candidate = RunLayout.of(options.getCandidate());
    StageInputs.outcomes("--candidate", candidate);
    BaselineStore store = BaselineStore.in(options.getBaseline());
    RunLayout baseline = RunLayout.of(store.current());
    StageInputs.outcomesIfAny("--baseline", baseline);
    compare(options, policy, baseline, candidate);
    Verdict verdict =
        VerdictJson.read(
            new String(
                new RunFiles(candidate.folder()).read(GateStage.VERDICT), StandardCharsets.UTF_8));
    out.print(format.apply(verdict));
    renewReport(options, candidate);
    if (options.getPromote()
        && (verdict.status() == Status.PASS || verdict.status() == Status.NO_BASELINE)) {
      store.promote(candidate.folder());
    }
    return verdict.status().exitStatus();
  }

  /** The page begins with the verdict; a run of which only outcomes are left has no page yet. */
  private static void renewReport(GateOptions options, RunLayout candidate) throws IOException {
    byte[] json;
    try {
      json = new RunFiles(candidate.folder()).read(WriteReport.SCORECARD);
    } catch (FileNotFoundException e) {
      return;
    }
    ReportStage.renew(
        options,
        candidate,
        ScorecardJson.read(new String(json, StandardCharsets.UTF_8)),
        Optional.ofNullable(options.getHistory()));
  }

  private static GatePolicy policy(GateOptions options) throws IOException {
    try {
      GatePolicy policy =
          options.getPolicy() == null
              ? GatePolicy.standard()
              : GatePolicyYaml.read(options.getPolicy(), text(options.getPolicy()));
      if (options.getTolerance() != null) {
        policy = policy.withTolerance(options.getTolerance());
      }
      return options.getAlpha() == null ? policy : policy.withAlpha(options.getAlpha());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static String text(String file) throws IOException {
    try {
      return InputFiles.text(file);
    } catch (FileNotFoundException e) {
      throw new UsageException("--policy: there is no file " + file, e);
    }
  }

  private static void compare(
      GateOptions options, GatePolicy policy, RunLayout baseline, RunLayout candidate)
      throws IOException {
    RunFacts run = RunFolder.facts(candidate.folder());
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Outcome> outcomes = read(pipeline, "ReadCandidate", candidate);
    PCollection<Verdict> verdict =
        outcomes.apply(
            "CompareToBaseline",
            CompareToBaseline.of(read(pipeline, "ReadBaseline", baseline))
                .between(RunFolder.facts(baseline.folder()), run)
                .withPolicy(policy));
    GateStage.write(verdict, candidate.folder());
    if (options.getHistory() != null) {
      outcomes
          .apply("ScoreOutcomes", ScoreOutcomes.create())
          .apply(
              "WriteHistory",
              WriteHistory.to(options.getHistory(), MakeHistory.of(verdict, run, Instant.now())));
    }
    pipeline.run().waitUntilFinish();
  }

  private static PCollection<Outcome> read(Pipeline pipeline, String name, RunLayout run) {
    return pipeline.apply(
        name,
        AvroIO.read(Outcome.class)
            .from(RunLayout.shards(run.outcomes()))
            .withEmptyMatchTreatment(EmptyMatchTreatment.ALLOW));
  }
}
