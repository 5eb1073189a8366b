package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.gate.GateActions;
import io.gauntlet.pipelines.options.GateOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet gate}: whether a candidate may be released. */
final class GateCommand implements Command {
  @Override
  public String name() {
    return "gate";
  }

  @Override
  public String usage() {
    return "--reference=DIR --candidate=DIR [--policy=FILE] [--promote] | --first | --accept=RUN |"
        + " --plan | --policy=default";
  }

  @Override
  public String summary() {
    return "Decides whether a run may be released: exit status 0 pass, 1 fail, 3 inconclusive.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return GateOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    GateOptions options = CommandLineOptions.parse(GateOptions.class, arguments);
    FileSystems.setDefaultPipelineOptions(options);
    return GateActions.of(options).run(options, out);
  }
}
