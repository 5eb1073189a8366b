package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.gate.GateComparison;
import io.gauntlet.pipelines.gate.GatePlan;
import io.gauntlet.pipelines.gate.References;
import io.gauntlet.pipelines.options.GateOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.request.GateAction;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.PolicyWriter;
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
    GateAction action = Requests.gate(options);
    if (action instanceof GateAction.PrintPolicy) {
      out.print(PolicyWriter.write(GatePolicy.standard()));
      return DONE;
    }
    if (action instanceof GateAction.Accept accept) {
      References.accept(accept, out);
      return DONE;
    }
    if (action instanceof GateAction.First first) {
      References.first(options, first, out);
      return DONE;
    }
    if (action instanceof GateAction.Plan plan) {
      new GatePlan(options, out).print(plan);
      return DONE;
    }
    return new GateComparison(options, out).run((GateAction.Compare) action);
  }
}
