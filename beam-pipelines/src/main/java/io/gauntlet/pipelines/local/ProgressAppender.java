package io.gauntlet.pipelines.local;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.gauntlet.transforms.io.StageLog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.slf4j.event.KeyValuePair;

/**
 * Draws a bar with an ETA for each stage from the log events in which transforms say how far they
 * are, and remembers how long each stage took.
 */
final class ProgressAppender extends AppenderBase<ILoggingEvent> {
  private static final int INTERVAL_MILLIS = 2_000;

  private final Map<String, Stage> stages = new LinkedHashMap<>();

  private static final class Stage {
    private final ProgressBar bar;
    private final Instant first = Instant.now();
    private Instant last = first;

    Stage(String name, long total) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(INTERVAL_MILLIS)
              .build();
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getKeyValuePairs() == null) {
      return;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (KeyValuePair pair : event.getKeyValuePairs()) {
      values.put(pair.key, pair.value);
    }
    String name = event.getMDCPropertyMap().get(StageLog.STAGE);
    if (name != null
        && values.get("total") instanceof Number total
        && values.get("done") instanceof Number done) {
      Stage stage = stages.computeIfAbsent(name, key -> new Stage(key, total.longValue()));
      stage.bar.stepBy(done.longValue());
      stage.bar.setExtraMessage(event.getFormattedMessage());
      stage.last = Instant.now();
      if (stage.bar.getCurrent() >= stage.bar.getMax()) {
        stage.bar.close();
      }
    }
  }

  /** From each stage's first sign to its last; stages run side by side. */
  synchronized List<StageTimes.Span> spans() {
    return stages.entrySet().stream()
        .map(
            stage ->
                new StageTimes.Span(
                    stage.getKey(), stage.getValue().first, stage.getValue().last))
        .toList();
  }

  @Override
  public void stop() {
    stages.values().forEach(stage -> stage.bar.close());
    super.stop();
  }
}
