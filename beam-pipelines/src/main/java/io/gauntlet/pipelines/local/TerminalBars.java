package io.gauntlet.pipelines.local;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar for each stage on a terminal, drawn again in its place. */
final class TerminalBars implements ProgressDisplay {
  private static final int INTERVAL_MILLIS = 1_000;

  private final Map<String, ProgressBar> bars = new LinkedHashMap<>();

  @Override
  public void show(StageState stage) {
    bars.computeIfAbsent(stage.name(), name -> begin(stage)).stepTo(stage.done());
  }

  private static ProgressBar begin(StageState stage) {
    return new ProgressBarBuilder()
        .setTaskName(stage.name())
        .setInitialMax(stage.total())
        .setRenderer((state, width) -> StageText.bar(stage, Instant.now(), width))
        .setUpdateIntervalMillis(INTERVAL_MILLIS)
        .build();
  }

  @Override
  public void end(StageState stage) {
    show(stage);
    bars.get(stage.name()).close();
  }

  @Override
  public void close() {
    bars.values().forEach(ProgressBar::close);
  }
}
