package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.cli.CommandLineOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet schema}: the JSON schema of a file, for editors and validators. */
final class SchemaCommand implements Command {

  @Override
  public String name() {
    return "schema";
  }

  @Override
  public String usage() {
    return "--of=verdict|scorecard|policy|victim|plan|compare|run";
  }

  @Override
  public String summary() {
    return "Prints the JSON schema of a file that is written or read.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return SchemaOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    SchemaOptions options = CommandLineOptions.parse(SchemaOptions.class, arguments);
    out.print(ShippedSchema.named(options.getOf()).text());
    return DONE;
  }
}
