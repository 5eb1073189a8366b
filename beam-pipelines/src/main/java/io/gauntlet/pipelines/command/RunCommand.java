package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.local.LocalRun;
import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.options.GauntletOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.RunFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet run}: everything, on the user's cohort. */
final class RunCommand implements Command {

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String usage() {
    return "--reports=FILE --projections=FILE --images=DIR --output=DIR";
  }

  @Override
  public String summary() {
    return "Trains all victims on a cohort, or takes those of --modelsFrom, attacks them, scores what"
        + " is left.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return GauntletOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    GauntletOptions options = CommandLineOptions.parse(GauntletOptions.class, arguments);
    FileSystems.setDefaultPipelineOptions(options);
    RunRequest request = Requests.run(options);
    request.cohort().requireReadable(request.cohort().modalities());
    Provenance provenance =
        Requests.provenance(options, GauntletOptions.class).with(request.cohort());
    if (request.models().isPresent()) {
      EarlierRun.in("--modelsFrom", options.getModelsFrom()).requireSameSplit(provenance);
    }
    RunFolder folder = RunFolder.take(request.output(), provenance);
    new LocalRun(options, out).run(request, provenance, folder);
    return DONE;
  }
}
