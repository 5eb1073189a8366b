package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.completion.CompletedCommand;
import io.gauntlet.pipelines.completion.Shell;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import org.apache.beam.sdk.options.PipelineOptions;

/** {@code gauntlet completion}: what a shell reads to complete commands, options and names. */
final class CompletionCommand implements Command {
  private final Supplier<List<Command>> commands;

  /**
   * Completes commands.
   *
   * @param commands all of them, this one too, once they are there
   */
  CompletionCommand(Supplier<List<Command>> commands) {
    this.commands = commands;
  }

  @Override
  public String name() {
    return "completion";
  }

  @Override
  public String usage() {
    return String.join("|", words());
  }

  @Override
  public String summary() {
    return "Prints what a shell completes the command by: source <(gauntlet completion bash).";
  }

  @Override
  public List<String> words() {
    return Shell.names();
  }

  @Override
  public Class<? extends PipelineOptions> options() {
    return PipelineOptions.class;
  }

  @Override
  public int run(List<String> arguments, PrintStream out) throws IOException {
    if (arguments.size() != 1) {
      throw new UsageException("completion: name the shell, one of " + words());
    }
    out.print(
        Shell.named(arguments.get(0))
            .script(
                commands.get().stream()
                    .map(
                        command ->
                            CompletedCommand.of(
                                command.name(),
                                command.summary(),
                                command.words(),
                                command.options()))
                    .toList()));
    return DONE;
  }
}
