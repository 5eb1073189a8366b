package io.gauntlet.pipelines.command;

import ch.qos.logback.classic.LoggerContext;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.pipelines.options.GauntletOptions;
import io.gauntlet.pipelines.options.Recipes;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.pipelines.stage.Counters;
import io.gauntlet.pipelines.stage.GauntletPipeline;
import io.gauntlet.pipelines.stage.ReportStage;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.report.ConsoleReport;
import io.gauntlet.report.ReportTables;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardJson;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.io.Progress;
import io.gauntlet.transforms.io.RunNameOptions;
import io.gauntlet.transforms.scoring.WriteReport;
import io.gauntlet.transforms.training.TrainModality;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.slf4j.LoggerFactory;

/** The whole gauntlet on this machine: checks, bars, and the tables at the end. */
final class LocalRun {
  private final GauntletOptions options;
  private final PrintStream out;

  /**
   * Runs on this machine.
   *
   * @param options of Beam's runner and of training
   * @param out for the tables
   */
  LocalRun(GauntletOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Runs in a folder that was taken for it.
   *
   * @param provenance that the report shows
   */
  void run(RunRequest request, Provenance provenance, RunFolder folder) throws IOException {
    AttackGrid grid = request.attacks().grid();
    out.printf(
        Locale.ROOT,
        "[plan] %d attacks, %d transfers, results in %s%n",
        grid.attacks().size(),
        grid.transfers().size(),
        folder.uri());
    Map<String, Duration> timings = new LinkedHashMap<>();
    PipelineResult result = execute(request, provenance, timings);
    folder.finish(timings, Recipes.seeds(options));
    Map<String, Long> counters = Counters.of(result, JoinStudies.class);
    out.printf(
        Locale.ROOT,
        "[join] %d reports: %d studies, %d quarantined%n%n",
        counters.getOrDefault("reports", 0L),
        counters.getOrDefault("studies", 0L),
        counters.getOrDefault("quarantined", 0L));
    String cut = "captions are longer than the model reads and were cut";
    Map<String, Long> attack = Counters.of(result, AttackStudies.class);
    sayIfAny("train", Counters.of(result, TrainModality.class).getOrDefault("captions-cut", 0L), cut);
    sayIfAny("attack", attack.getOrDefault("captions-cut", 0L), cut);
    sayIfAny(
        "attack",
        attack.getOrDefault("cells-omitted", 0L),
        "cells cannot be attacked and are in " + folder.uri() + "/quarantine");
    Scorecard scorecard = scorecard(folder);
    ReportTables tables = ReportTables.of(scorecard);
    out.println(ConsoleReport.render(tables.clean()));
    tables.paper().forEach(table -> out.println(ConsoleReport.render(table)));
    ReportStage.renew(options, RunLayout.of(folder.uri()), scorecard, Optional.empty());
    for (String file :
        List.of(WriteReport.PAGE, WriteReport.MARKDOWN, WriteReport.SCORECARD, "run.json")) {
      out.println("  " + folder.uri() + "/" + file);
    }
    out.println();
    timings.forEach(
        (stage, time) ->
            out.printf(Locale.ROOT, "  %-22s %7.1f s%n", stage, time.toMillis() / 1000.0));
  }

  private void sayIfAny(String stage, long count, String what) {
    if (count > 0) {
      out.printf(Locale.ROOT, "[%s] %d %s%n", stage, count, what);
    }
  }

  private static Scorecard scorecard(RunFolder folder) throws IOException {
    try {
      return ScorecardJson.read(
          new String(folder.read(WriteReport.SCORECARD), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      throw new IOException(
          "nothing was scored: no study reached the test part; see " + folder.uri() + "/quarantine",
          e);
    }
  }

  private PipelineResult execute(
      RunRequest request, Provenance provenance, Map<String, Duration> timings) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    ProgressAppender progress = new ProgressAppender();
    progress.setContext(context);
    progress.start();
    ch.qos.logback.classic.Logger logger = context.getLogger(Progress.class);
    logger.addAppender(progress);
    Instant start = Instant.now();
    options.as(RunNameOptions.class).setRunName(request.output());
    try {
      Pipeline pipeline = Pipeline.create(options);
      GauntletPipeline.run(
          pipeline,
          GauntletPipeline.gauntlet(request, options, provenance),
          RunLayout.of(request.output()));
      PipelineResult result = pipeline.run();
      result.waitUntilFinish();
      return result;
    } finally {
      logger.detachAppender(progress);
      progress.stop();
      timings.putAll(progress.durations());
      timings.put("total", Duration.between(start, Instant.now()));
    }
  }
}
