package io.gauntlet.pipelines.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Whole lines, for a pipe or the log of a continuous integration: when a stage begins, when it
 * ends, and now and then between.
 */
final class ProgressLines implements ProgressDisplay {
  /** Least time between two lines of a stage that goes on. */
  static final Duration INTERVAL = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final BiConsumer<StageState, Instant> line;
  private final Map<String, Instant> said = new HashMap<>();

  /**
   * Writes lines.
   *
   * @param line writes one, of how a stage is at a time
   */
  ProgressLines(InstantSource clock, BiConsumer<StageState, Instant> line) {
    this.clock = clock;
    this.line = line;
  }

  @Override
  public void show(StageState stage) {
    Instant now = clock.instant();
    Instant last = said.get(stage.name());
    if (last == null || !now.isBefore(last.plus(INTERVAL))) {
      said.put(stage.name(), now);
      line.accept(stage, now);
    }
  }

  @Override
  public void end(StageState stage) {
    line.accept(stage, clock.instant());
  }

  @Override
  public void close() {
    said.clear();
  }
}
