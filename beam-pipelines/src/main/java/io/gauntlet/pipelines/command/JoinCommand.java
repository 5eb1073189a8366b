package io.gauntlet.pipelines.command;

import io.gauntlet.data.Modality;
import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.options.CohortOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.request.CohortRequest;
import io.gauntlet.pipelines.stage.CohortStage;
import io.gauntlet.pipelines.stage.Counters;
import io.gauntlet.transforms.cohort.JoinStudies;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet join}: the join alone, with its counts. */
final class JoinCommand implements Command {

  @Override
  public String name() {
    return "join";
  }

  @Override
  public String usage() {
    return "--reports=FILE --projections=FILE | --source=NAME --cohort=FILE,... --label=RULE\n"
        + "               [--images=DIR]";
  }

  @Override
  public String summary() {
    return "Joins reports and images, and prints what there is and what is left out.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return CohortOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) {
    CohortOptions options = CommandLineOptions.parse(CohortOptions.class, arguments);
    FileSystems.setDefaultPipelineOptions(options);
    CohortRequest cohort = Requests.cohort(options);
    // Without images the join still says how many studies there are.
    cohort.requireReadable(
        cohort.files().images().isPresent() ? cohort.modalities() : EnumSet.of(Modality.TEXT));
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply("JoinStudies", CohortStage.join(cohort));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    Map<String, Long> counters = Counters.of(result, JoinStudies.class);
    counters.put(
        "studies", counters.getOrDefault("reports", 0L) - counters.getOrDefault("quarantined", 0L));
    counters.forEach((name, count) -> out.printf(Locale.ROOT, "%-36s %8d%n", name, count));
    return DONE;
  }
}
