package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.CheckedRun;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.records.parts.RunFault;
import io.gauntlet.records.parts.RunTotals;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet verify}: whether a run's outcomes are those that it wrote. */
final class VerifyCommand implements Command {

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String usage() {
    return "--run=DIR";
  }

  @Override
  public String summary() {
    return "Checks a run against its manifest: exit status 0 whole, 1 not, 2 without a readable"
        + " manifest.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return VerifyOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    VerifyOptions options = CommandLineOptions.parse(VerifyOptions.class, arguments);
    FileSystems.setDefaultPipelineOptions(options);
    RunLayout layout = EarlierRun.in("--run", options.getRun()).requireFolder();
    CheckedRun checked = CheckedRun.of(layout);
    if (checked.manifest().isEmpty()) {
      throw new UsageException("--run: " + checked.faults().get(0).text());
    }
    if (checked.isWhole()) {
      RunTotals totals = checked.manifest().orElseThrow().totals();
      out.printf(
          Locale.ROOT,
          "%s is whole: %d parts, %d outcomes of %d studies in %d cells, %d of them invalid; %d"
              + " studies could not be attacked%n",
          layout.folder(),
          totals.parts(),
          totals.rows(),
          totals.studies(),
          totals.cells(),
          totals.invalid(),
          totals.unused());
      return DONE;
    }
    checked.faults().stream().map(RunFault::text).forEach(out::println);
    return FAILED;
  }
}
