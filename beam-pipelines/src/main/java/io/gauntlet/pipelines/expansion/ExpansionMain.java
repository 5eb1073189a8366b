package io.gauntlet.pipelines.expansion;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.pipelines.command.GauntletCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts {@code gauntlet expansion} as Beam starts an expansion service that is a jar: the port is
 * the first argument, and options follow.
 */
public final class ExpansionMain {
  /** What the {@code gauntlet} script sets. */
  private static final ImmutableMap<String, String> PROPERTIES =
      ImmutableMap.of(
          "java.awt.headless", "true",
          "ai.djl.offline", "true",
          "ai.djl.pytorch.num_threads", "1",
          "ai.djl.pytorch.num_interop_threads", "1");

  private ExpansionMain() {}

  /** Serves until the process is ended. */
  public static void main(String[] arguments) {
    PROPERTIES.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
    List<String> all = new ArrayList<>(List.of("expansion"));
    if (arguments.length > 0) {
      all.add("--port=" + arguments[0]);
      all.addAll(Arrays.asList(arguments).subList(1, arguments.length));
    }
    GauntletCommand.main(all.toArray(String[]::new));
  }
}
