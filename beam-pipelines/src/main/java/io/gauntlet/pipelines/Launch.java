package io.gauntlet.pipelines;

import io.gauntlet.pipelines.cli.CommandLineOptions;
import io.gauntlet.pipelines.options.RunOptions;
import io.gauntlet.pipelines.request.UsageException;
import io.gauntlet.transforms.io.RunNameOptions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;

/** What each main does before it builds its graph. */
final class Launch {
  /** Stands for the date of the launch in the folder of the results. */
  static final String DATE = "{date}";

  private Launch() {}

  /**
   * Reads options, and makes Beam's file systems ready for the paths in them.
   *
   * @param clock tells the date that {@value #DATE} in the output stands for
   * @throws UsageException on an option that cannot be read
   */
  static <T extends RunOptions> T options(Class<T> type, String[] arguments, Clock clock) {
    T options = CommandLineOptions.parse(type, List.of(arguments));
    FileSystems.setDefaultPipelineOptions(options);
    options.setOutput(options.getOutput().replace(DATE, LocalDate.now(clock).toString()));
    options.as(RunNameOptions.class).setRunName(options.getOutput());
    return options;
  }

  /** As {@link #options(Class, String[], Clock)}, by the date in UTC. */
  static <T extends RunOptions> T options(Class<T> type, String[] arguments) {
    return options(type, arguments, Clock.systemUTC());
  }
}
