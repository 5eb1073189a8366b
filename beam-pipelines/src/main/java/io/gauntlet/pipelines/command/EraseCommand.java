package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.erase.EraseOptions;
import io.gauntlet.pipelines.erase.EraseRequest;
import io.gauntlet.pipelines.erase.EraseRequest.Mode;
import io.gauntlet.pipelines.erase.Erasure;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet erase}: one study taken out of runs. */
final class EraseCommand implements Command {
  private static final String NOT_SHOWN = "(not shown)";

  @Override
  public String name() {
    return "erase";
  }

  @Override
  public String usage() {
    return "--uid=U --run=DIR[,DIR...] [--dryRun]";
  }

  @Override
  public String summary() {
    return "Takes one study out of runs and release stores, and makes their figures again.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return EraseOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    EraseOptions options = CommandLineOptions.parse(EraseOptions.class, arguments);
    FileSystems.setDefaultPipelineOptions(options);
    EraseRequest request =
        EraseRequest.of(
            options.getUid(), options.getRun(), options.isDryRun() ? Mode.DRY_RUN : Mode.ERASE);
    // Runners show the options of a pipeline: the study's name has no business there.
    options.setUid(NOT_SHOWN);
    new Erasure(request, options).run(out);
    return DONE;
  }
}
