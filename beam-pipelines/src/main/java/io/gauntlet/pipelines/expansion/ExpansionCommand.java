package io.gauntlet.pipelines.expansion;

import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.command.Command;
import io.gauntlet.pipelines.failure.LastLine;
import io.gauntlet.pipelines.request.Limits;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.expansion.service.ExpansionServiceOptions;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * {@code gauntlet expansion}: the transforms for pipelines in Python and YAML. It is found as the
 * commands of other modules are.
 */
public final class ExpansionCommand implements Command {
  private static final String WORKERS = "--alsoStartLoopbackWorker";
  private static final int LAST_PORT = 65_535;

  @Override
  public String name() {
    return "expansion";
  }

  @Override
  public String usage() {
    return "[--port=8097] | --jar=FILE";
  }

  @Override
  public String summary() {
    return "Serves the transforms to pipelines in Python and YAML, on the loopback, until stopped.";
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return ExpansionOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    PipelineOptionsFactory.register(ExpansionServiceOptions.class);
    ExpansionOptions options = CommandLineOptions.parse(ExpansionOptions.class, arguments);
    if (options.getJar() != null) {
      writeJar(Path.of(options.getJar()), out);
      return DONE;
    }
    Limits.within("--port", options.getPort(), 0, LAST_PORT);
    FileSystems.setDefaultPipelineOptions(options);
    ExpansionServiceOptions service = options.as(ExpansionServiceOptions.class);
    if (arguments.stream().noneMatch(argument -> argument.startsWith(WORKERS))) {
      service.setAlsoStartLoopbackWorker(true);
    }
    serve(options.getPort(), service, out);
    return DONE;
  }

  private static void writeJar(Path file, PrintStream out) {
    try {
      PathJar.write(file, ExpansionMain.class, System.getProperty("java.class.path"));
    } catch (IOException e) {
      throw new UsageException("--jar: %s cannot be written; name another".formatted(file), e);
    }
    out.println(file);
  }

  private static void serve(int port, ExpansionServiceOptions options, PrintStream out)
      throws IOException {
    try (ExpansionServer server = ExpansionServer.start(port, options, LastLine::ofStack)) {
      out.printf(Locale.ROOT, "gauntlet expansion listens at localhost:%d%n", server.port());
      server.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UsageException(
          "--port: %s is taken; give another, or 0 for any that is free".formatted(port), e);
    }
  }
}
