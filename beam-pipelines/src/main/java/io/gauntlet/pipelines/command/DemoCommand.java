package io.gauntlet.pipelines.command;

import io.gauntlet.data.synthetic.SyntheticCohort;
import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.local.LocalRun;
import io.gauntlet.pipelines.options.DemoOptions;
import io.gauntlet.pipelines.options.GauntletOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.post.RunPosting;
import io.gauntlet.pipelines.request.Limits;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.PostRequest;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.FolderLock;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet demo}: a run on a synthetic cohort that it draws itself. */
final class DemoCommand implements Command {
  private static final String OUTPUT = "--output=";

  /**
   * What tells no demo from another. Other than of a run, hardware is not among these: demos wrote
   * it down before, and where it were left out now, none of them would go on in its folder.
   */
  private static final Set<String> NO_FACTS =
      Set.of("output", "maxLostShare", "post", "policyFile", "deadline", "quiet", "jsonLog");

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String usage() {
    return "[--output=DIR]";
  }

  @Override
  public String summary() {
    return "Runs everything on a synthetic cohort, in minutes.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return DemoOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    String output =
        arguments.stream()
            .filter(argument -> argument.startsWith(OUTPUT))
            .map(argument -> argument.substring(OUTPUT.length()))
            .findFirst()
            .orElse("gauntlet-demo");
    Path cohort =
        PathOptions.writable("output", output)
            .resolve("cohort")
            .path()
            .orElseThrow(
                () ->
                    new UsageException(
                        OUTPUT
                            + output
                            + ": the demo draws its images on the disk; name a folder there"));
    all.add("--reports=" + cohort.resolve(SyntheticCohort.REPORTS));
    all.add("--projections=" + cohort.resolve(SyntheticCohort.PROJECTIONS));
    all.add("--images=" + cohort.resolve(SyntheticCohort.IMAGES));
    if (arguments.stream().noneMatch(argument -> argument.startsWith(OUTPUT))) {
      all.add(OUTPUT + output);
    }
    DemoOptions options = CommandLineOptions.parse(DemoOptions.class, all);
    FileSystems.setDefaultPipelineOptions(options);
    int studies = Limits.atLeast("--studies", options.getStudies(), 20);
    RunRequest request = Requests.run(options);
    Provenance drawn = Requests.provenance(options, DemoOptions.class, NO_FACTS);
    if (request.models().isPresent()) {
      EarlierRun.in("--modelsFrom", options.getModelsFrom()).requireSameSplit(drawn);
    }
    Optional<PostRequest> post = Requests.post(options);
    try (FolderLock lock = FolderLock.take(request.output(), options)) {
      RunFolder folder = RunFolder.take(lock, drawn);
      out.printf(Locale.ROOT, "[cohort] drawing %d synthetic studies%n", studies);
      SyntheticCohort.write(cohort, studies, options.getImageSize(), options.getSeed());
      Provenance provenance =
          Requests.provenance(options, GauntletOptions.class).with(request.cohort());
      new LocalRun(options, out).run(request, provenance, folder);
    }
    RunPosting.after(post, RunLayout.of(request.output()), out);
    return DONE;
  }
}
