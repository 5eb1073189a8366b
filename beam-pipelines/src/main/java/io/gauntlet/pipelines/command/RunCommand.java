package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.local.LocalRun;
import io.gauntlet.pipelines.options.GauntletOptions;
import io.gauntlet.pipelines.options.LocalRunOptions;
import io.gauntlet.pipelines.options.Requests;
import io.gauntlet.pipelines.post.RunPosting;
import io.gauntlet.pipelines.request.PostRequest;
import io.gauntlet.pipelines.request.Provenance;
import io.gauntlet.pipelines.request.RunRequest;
import io.gauntlet.pipelines.stage.EarlierRun;
import io.gauntlet.pipelines.stage.FolderLock;
import io.gauntlet.pipelines.stage.RunFolder;
import io.gauntlet.pipelines.stage.RunLayout;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
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
    return "--reports=FILE --projections=FILE --images=DIR --output=DIR [--post=mlflow:URL]";
  }

  @Override
  public String summary() {
    return "Trains all victims on a cohort, or takes those of --modelsFrom, attacks them, scores what"
        + " is left.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return LocalRunOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    LocalRunOptions options = CommandLineOptions.parse(LocalRunOptions.class, arguments);
    FileSystems.setDefaultPipelineOptions(options);
    RunRequest request = Requests.run(options);
    Optional<PostRequest> post = Requests.post(options);
    request.cohort().requireReadable(request.cohort().modalities());
    Provenance provenance =
        Requests.provenance(options, GauntletOptions.class).with(request.cohort());
    if (request.models().isPresent()) {
      EarlierRun.in("--modelsFrom", options.getModelsFrom()).requireSameSplit(provenance);
    }
    try (FolderLock lock = FolderLock.take(request.output(), options)) {
      new LocalRun(options, out).run(request, provenance, RunFolder.take(lock, provenance));
    }
    RunPosting.after(post, RunLayout.of(request.output()), out);
    return DONE;
  }
}
