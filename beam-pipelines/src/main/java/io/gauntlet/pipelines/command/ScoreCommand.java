package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.options.ScoringOptions;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.ScoringRequest;
import io.gauntlet.pipelines.stage.CheckedRun;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.ReportStage;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.pipelines.stage.ScoringStage;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.report.ConsoleReport;
import io.gauntlet.report.ScopeWords;
import io.gauntlet.report.paper.ReportTables;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardJson;
import io.gauntlet.transforms.io.WriteRunFile;
import io.gauntlet.transforms.scoring.WriteReport;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;

/** {@code gauntlet score}: the scorecard made again, from the outcomes of a run alone. */
final class ScoreCommand implements Command {

  @Override
  public String name() {
    return "score";
  }

  @Override
  public String usage() {
    return "--output=DIR [--minSlice=N]";
  }

  @Override
  public String summary() {
    return "Makes scorecard.json again, from the outcomes of a run alone.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return ScoringOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    ScoringOptions options = CommandLineOptions.parse(ScoringOptions.class, arguments);
    FileSystems.setDefaultPipelineOptions(options);
    ScoringRequest request = Requests.scoring(options);
    RunLayout layout = EarlierRun.in("--output", options.getOutput()).requireIntactOutcomes();
    PathOptions.writable("output", layout.folder());
    RunScope scope = CheckedRun.scope(layout);
    Pipeline pipeline = Pipeline.create(options);
    ReportStage.outcomes(pipeline, layout)
        .apply("ScoreOutcomes", ScoringStage.score(request))
        .apply(
            "AsJson",
            MapElements.into(TypeDescriptors.strings())
                .via(scored -> ScorecardJson.write(scored, scope)))
        .apply("WriteScorecard", WriteRunFile.of(layout.folder(), WriteReport.SCORECARD));
    pipeline.run().waitUntilFinish();
    ScopeWords.of(scope).forEach(out::println);
    Scorecard scorecard = ScoringStage.scorecard(layout);
    ConsoleReport.gaps(scorecard).forEach(out::println);
    ReportTables tables = ReportTables.of(scorecard);
    out.println(ConsoleReport.render(tables.clean()));
    tables.paper().forEach(table -> out.println(ConsoleReport.render(table)));
    out.println("  " + layout.folder() + "/" + WriteReport.SCORECARD);
    return DONE;
  }
}
