package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.options.ReportOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.post.RunPosting;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.ReportRequest;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.ReportStage;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.pipelines.stage.ScoringStage;
import io.gauntlet.schema.Outcome;
import io.gauntlet.transforms.scoring.WriteReport;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollection;

/** {@code gauntlet report}: the page of a run, made again from its outcomes. */
final class ReportCommand implements Command {

  @Override
  public String name() {
    return "report";
  }

  @Override
  public String usage() {
    return "--output=DIR [--history=DIR] [--post=mlflow:URL]";
  }

  @Override
  public String summary() {
    return "Makes a run's report again, from its outcomes/ and run.json alone.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return ReportOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    ReportOptions options = CommandLineOptions.parse(ReportOptions.class, arguments);
    FileSystems.setDefaultPipelineOptions(options);
    ReportRequest request = Requests.report(options);
    RunLayout layout = EarlierRun.in("--output", request.output()).requireIntactOutcomes();
    PathOptions.writable("output", layout.folder());
    ReportStage.requireHistory("--history", request.history());
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Outcome> outcomes = ReportStage.outcomes(pipeline, layout);
    ReportStage.of(outcomes, layout)
        .withHistory(request.history())
        .write(outcomes.apply("ScoreOutcomes", ScoringStage.score(request.scoring())));
    pipeline.run().waitUntilFinish();
    out.println(layout.folder() + "/" + WriteReport.PAGE);
    RunPosting.after(request.post(), layout, out);
    return DONE;
  }
}
