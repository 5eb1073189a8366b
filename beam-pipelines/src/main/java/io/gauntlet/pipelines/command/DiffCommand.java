package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.diff.DiffFiles;
import io.gauntlet.pipelines.diff.DiffOptions;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.RunLayout;
import io.gauntlet.report.diff.DiffPage;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.diff.CellDiff;
import io.gauntlet.score.diff.RunDiff;
import io.gauntlet.transforms.io.ReadRecords;
import io.gauntlet.transforms.release.ReferenceStore;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollection;

/** {@code gauntlet diff}: the studies that changed sides between two runs. */
final class DiffCommand implements Command {
  private static final int MOST_CELLS = 10;

  @Override
  public String name() {
    return "diff";
  }

  @Override
  public String usage() {
    return "--baseline=DIR --candidate=DIR [--output=DIR]";
  }

  @Override
  public String summary() {
    return "Shows the studies that changed sides between two runs, by cell, slice and modality.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return DiffOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    DiffOptions options = CommandLineOptions.parse(DiffOptions.class, arguments);
    FileSystems.setDefaultPipelineOptions(options);
    RunLayout baseline =
        EarlierRun.reference("--baseline", ReferenceStore.in(options.getBaseline()))
            .requireIntactOutcomes();
    RunLayout candidate =
        EarlierRun.in("--candidate", options.getCandidate()).requireIntactOutcomes();
    String folder =
        PathOptions.writable(
                "output", Optional.ofNullable(options.getOutput()).orElse(candidate.folder()))
            .name();
    DiffFiles files = new DiffFiles(baseline, candidate, folder);
    Pipeline pipeline = Pipeline.create(options);
    files.write(
        read(pipeline, "ReadBaseline", baseline), read(pipeline, "ReadCandidate", candidate));
    pipeline.run().waitUntilFinish();
    tell(files.writePage(), out);
    out.println("  " + folder + "/" + DiffPage.FILE);
    return DONE;
  }

  private static PCollection<Outcome> read(Pipeline pipeline, String name, RunLayout run) {
    return pipeline.apply(name, ReadRecords.outcomes(run.outcomes()));
  }

  private static void tell(RunDiff diff, PrintStream out) {
    out.println("  lost gained studies  cell (the one that lost most first)");
    for (CellDiff cell : diff.cells().stream().limit(MOST_CELLS).toList()) {
      out.printf(
          Locale.ROOT,
          "%6d %6d %7d  %s under %s%s%n",
          cell.counts().lost(),
          cell.counts().gained(),
          cell.counts().studies(),
          cell.victim(),
          cell.attack(),
          cell.generator() == null ? "" : " made against " + cell.generator());
    }
    if (diff.cells().size() > MOST_CELLS) {
      out.printf(
          Locale.ROOT, "  and %d more cells on the page%n", diff.cells().size() - MOST_CELLS);
    }
  }
}
