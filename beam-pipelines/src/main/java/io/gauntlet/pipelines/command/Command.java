package io.gauntlet.pipelines.command;

import io.gauntlet.pipelines.machine.NativeFolders;
import io.gauntlet.pipelines.request.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/** One command of {@code gauntlet}, such as {@code gauntlet join}. */
public interface Command {
  /** Exit status of a command that did what it was asked. */
  int DONE = 0;

  /** Exit status of a command that failed, or whose answer is no. */
  int FAILED = 1;

  /**
   * Exit status of a command that was misused, as one is that is given what cannot be compared; a
   * gate that comes to no conclusion has another, 3.
   */
  int MISUSED = 2;

  /** Its name, as typed. */
  String name();

  /** The options that it cannot do without, as typed after the name. */
  String usage();

  /** What it does, in a line. */
  String summary();

  /** All its options. */
  Class<? extends PipelineOptions> options();

  /** The words that may stand after the name, before the options. */
  default List<String> words() {
    return List.of();
  }

  /**
   * Makes this process ready for it.
   *
   * @throws UsageException when it cannot be, with what to give
   */
  default void prepare() {
    NativeFolders.ofThisProcess().choose();
  }

  /**
   * Does it.
   *
   * @param arguments options as typed
   * @param out for what the user asked to see; errors are thrown
   * @return the exit status
   * @throws UsageException when the command was misused
   * @throws IOException when a file cannot be read or written
   */
  int run(List<String> arguments, PrintStream out) throws IOException;
}
