package io.gauntlet.pipelines.command;

import io.gauntlet.data.KnownNames;
import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.options.CompareOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.request.CompareRequest;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.ReportStage;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.report.compare.ComparisonPage;
import io.gauntlet.report.compare.ComparisonText;
import io.gauntlet.score.compare.VictimComparison;
import io.gauntlet.score.compare.VictimComparison.Slip;
import io.gauntlet.score.compare.VictimComparisonJson;
import io.gauntlet.transforms.io.RunFiles;
import io.gauntlet.transforms.io.WriteRunFile;
import io.gauntlet.transforms.scoring.CompareVictims;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;

/** {@code gauntlet compare}: the victims of a run held against each other. */
final class CompareCommand implements Command {
  private static final String JSON = "compare.json";
  private static final String PAGE = "compare.html";

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String usage() {
    return "--run=DIR [--victims=A,B,...] [--attack=...] [--metric=...] [--output=DIR]";
  }

  @Override
  public String summary() {
    return "Ranks the victims of a run under each attack, and says which are told apart.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return CompareOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    CompareOptions options = CommandLineOptions.parse(CompareOptions.class, arguments);
    FileSystems.setDefaultPipelineOptions(options);
    CompareRequest request = Requests.compare(options);
    RunLayout run = EarlierRun.in("--run", request.run()).requireIntactOutcomes();
    String folder = PathOptions.writable("output", request.output()).name();
    Pipeline pipeline = Pipeline.create(options);
    ReportStage.outcomes(pipeline, run)
        .apply("CompareVictims", CompareVictims.as(request.asked()))
        .apply(
            "AsJson", MapElements.into(TypeDescriptors.strings()).via(VictimComparisonJson::write))
        .apply("WriteComparison", WriteRunFile.of(folder, JSON));
    pipeline.run().waitUntilFinish();
    RunFiles files = new RunFiles(folder);
    VictimComparison comparison = VictimComparisonJson.read(files.text(JSON));
    if (!comparison.slips().isEmpty()) {
      files.delete(List.of(JSON));
      throw new UsageException(message(comparison.slips().get(0)));
    }
    files.write(
        PAGE,
        ComparisonPage.render(comparison, Map.of("folder", run.folder()))
            .getBytes(StandardCharsets.UTF_8));
    out.print(ComparisonText.render(comparison));
    out.println("  " + folder + "/" + PAGE);
    return DONE;
  }

  private static String message(Slip slip) {
    return "--%s: there is no '%s' in the run%s"
        .formatted(slip.option(), slip.written(), KnownNames.instead(slip.written(), slip.known()));
  }
}
