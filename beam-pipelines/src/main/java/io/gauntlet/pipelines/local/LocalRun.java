package io.gauntlet.pipelines.local;

import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.pipelines.stage.CheckedRun;
import io.gauntlet.pipelines.stage.Counters;
import io.gauntlet.pipelines.stage.GauntletPipeline;
import io.gauntlet.pipelines.stage.ReportStage;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.pipelines.stage.ScoringStage;
import io.gauntlet.score.Scorecard;
import io.gauntlet.transforms.attacking.AttackStudies;
import io.gauntlet.transforms.io.RunNameOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;

/** A whole run on this machine, with the progress of each stage and the tables at the end. */
public final class LocalRun {
  private final PipelineOptions options;
  private final PrintStream out;

  /**
   * Runs on this machine.
   *
   * @param options of Beam's runner
   * @param out for the tables
   */
  public LocalRun(PipelineOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /**
   * Runs in a folder that was taken for it.
   *
   * @param provenance that the report shows
   */
  public void run(RunRequest request, Provenance provenance, RunFolder folder) throws IOException {
    AttackGrid grid = request.attacks().grid();
    out.printf(
        Locale.ROOT,
        "[plan] %d attacks, %d transfers, results in %s%n",
        grid.attacks().size(),
        grid.transfers().size(),
        folder.uri());
    Map<String, Duration> timings = new LinkedHashMap<>();
    PipelineResult result = execute(request, provenance, timings);
    folder.finish(timings, request.training());
    RunSummary summary = new RunSummary(folder.uri(), out);
    summary.counters(result);
    RunLayout layout = RunLayout.of(folder.uri());
    summary.scope(CheckedRun.scope(layout));
    Scorecard scorecard = scorecard(layout);
    summary.tables(scorecard);
    ReportStage.renew(options, layout, scorecard, Optional.empty());
    summary.files();
    summary.times(timings);
    requirePrimaries(result, folder);
  }

  /** A run that lacks what it is decided by is no success, however much of it is there. */
  private static void requirePrimaries(PipelineResult result, RunFolder folder) throws IOException {
    long lost =
        Counters.of(result, AttackStudies.class).getOrDefault("primary-cells-unanswered", 0L);
    if (lost > 0) {
      throw new IOException(
          "attack: cells by which a run is decided have no answers; %s/quarantine says why; call the"
                  .formatted(folder.uri())
              + " same command again once they can be had");
    }
  }

  private static Scorecard scorecard(RunLayout layout) throws IOException {
    try {
      return ScoringStage.scorecard(layout);
    } catch (FileNotFoundException e) {
      throw new IOException(
          "nothing was scored, for no study could be used; %s/quarantine says why of each"
              .formatted(layout.folder()),
          e);
    }
  }

  private PipelineResult execute(
      RunRequest request, Provenance provenance, Map<String, Duration> timings) {
    options.as(RunNameOptions.class).setRunName(request.output());
    try (RunProgress progress = RunProgress.begin(options)) {
      try {
        Pipeline pipeline = Pipeline.create(options);
        GauntletPipeline.run(pipeline, request, GauntletPipeline.gauntlet(request, provenance));
        PipelineResult result = pipeline.run();
        result.waitUntilFinish();
        progress.complete();
        return result;
      } finally {
        timings.putAll(progress.times());
      }
    }
  }
}
