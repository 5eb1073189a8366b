package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.evidence.Evidence;
import io.gauntlet.pipelines.evidence.EvidenceRequest;
import io.gauntlet.pipelines.evidence.EvidenceRequest.Gallery;
import io.gauntlet.pipelines.options.EvidenceOptions;
import io.gauntlet.pipelines.request.PathOptions;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.transforms.io.Location;
import io.gauntlet.transforms.io.RunFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet evidence}: a run and its verdict as one file for a reviewer. */
final class EvidenceCommand implements Command {
  private static final String ZIP = ".zip";

  @Override
  public String name() {
    return "evidence";
  }

  @Override
  public String usage() {
    return "--run=DIR --output=FILE.zip [--verdict=FILE]";
  }

  @Override
  public String summary() {
    return "Puts a run and its verdict into one archive, once they are known to go together.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return EvidenceOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    EvidenceOptions options = CommandLineOptions.parse(EvidenceOptions.class, arguments);
    FileSystems.setDefaultPipelineOptions(options);
    if (!options.getOutput().endsWith(ZIP)) {
      throw new UsageException(
          "--output: %s is no name of an archive; let it end with %s"
              .formatted(options.getOutput(), ZIP));
    }
    Location file = Location.of(options.getOutput());
    if (file.last().equals(ZIP)) {
      throw new UsageException(
          "--output: %s has no name before its %s; give it one".formatted(file, ZIP));
    }
    PathOptions.writable("output", file.parent().name());
    if (new RunFiles(file.parent()).names().contains(file.last())) {
      throw new UsageException("--output: %s is there already; name another".formatted(file));
    }
    Evidence.write(
        options,
        new EvidenceRequest(
            options.getRun(),
            Optional.ofNullable(options.getVerdict()),
            options.getOutput(),
            options.getWithGallery() ? Gallery.TAKEN : Gallery.LEFT_OUT));
    out.println(file);
    return DONE;
  }
}
