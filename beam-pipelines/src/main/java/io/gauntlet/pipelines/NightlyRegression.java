package io.gauntlet.pipelines;

import com.google.common.collect.Maps;
import io.gauntlet.pipelines.options.Checks;
import io.gauntlet.pipelines.options.NightlyOptions;
import io.gauntlet.pipelines.stage.GateStage;
import io.gauntlet.pipelines.stage.GauntletPipeline;
import io.gauntlet.pipelines.stage.HistoryTable;
import io.gauntlet.pipelines.stage.Provenance;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.schema.HistoryRow;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.transforms.Gauntlet;
import io.gauntlet.transforms.scoring.MakeHistory;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO;
import org.apache.beam.sdk.values.PCollection;

/**
 * The pipeline {@code nightly-regression}: the whole gauntlet as one job, then the gate and the
 * history. Score, verdict and report are in the graph, for a template's main has to return before
 * they are known.
 */
public final class NightlyRegression {
  private NightlyRegression() {}

  /** Starts the pipeline and returns; its runner knows how it ends. */
  public static void main(String[] arguments) throws IOException {
    run(Launch.options(NightlyOptions.class, arguments), HistoryTable::append);
  }

  /**
   * Starts the pipeline.
   *
   * @param history appends to the table of this name
   */
  static void run(NightlyOptions options, Function<String, BigQueryIO.Write<HistoryRow>> history)
      throws IOException {
    Checks.gauntlet(options);
    GateStage.check(options);
    HistoryTable.check(options);
    Map<String, Object> facts = Provenance.ofCohort(options, NightlyOptions.class);
    RunFolder.take(options.getOutput(), facts);
    Pipeline pipeline = Pipeline.create(options);
    build(pipeline, options, facts, history);
    pipeline.run();
  }

  private static void build(
      Pipeline pipeline,
      NightlyOptions options,
      Map<String, Object> provenance,
      Function<String, BigQueryIO.Write<HistoryRow>> history)
      throws IOException {
    RunFacts facts =
        new RunFacts(options.getOutput(), String.valueOf(provenance.get(Provenance.DATA_DIGEST)));
    Gauntlet gauntlet =
        GauntletPipeline.gauntlet(options, Maps.transformValues(provenance, String::valueOf))
            .withComparison(GateStage.comparison(pipeline, options, facts));
    Gauntlet.Result run =
        GauntletPipeline.run(pipeline, gauntlet, RunLayout.of(options.getOutput()));
    PCollection<Verdict> verdict = run.verdict().orElseThrow();
    GateStage.write(verdict, facts.folder());
    GateStage.count(verdict, facts.folder());
    if (!options.getHistoryTable().equals(HistoryTable.NONE)) {
      // The time of the launch, so that a retry makes the same rows.
      run.scorecard()
          .apply("MakeHistory", MakeHistory.of(verdict, facts, Instant.now()))
          .apply("AppendToHistory", history.apply(options.getHistoryTable()));
    }
  }
}
