package io.gauntlet.pipelines.local;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.io.Progress;
import io.gauntlet.transforms.io.StageLog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/**
 * Keeps how far each stage is from the log events in which transforms say so, has it shown, and
 * remembers how long each stage took.
 */
final class ProgressAppender extends AppenderBase<ILoggingEvent> {
  private final Map<String, StageState> stages = new LinkedHashMap<>();
  private final ProgressDisplay display;

  /** Shows stages on a display, which it closes when it stops. */
  ProgressAppender(ProgressDisplay display) {
    this.display = display;
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
        && values.get(Progress.TOTAL) instanceof Number total
        && values.get(Progress.DONE) instanceof Number done) {
      long parts = done.longValue();
      add(
          name,
          total.longValue(),
          new StageState.Step(
              parts,
              values.containsKey(Progress.BEFORE) ? parts : 0,
              values.get(Progress.STUDIES) instanceof Number studies ? studies.longValue() : 0,
              values.containsKey(Progress.ENDED),
              event.getFormattedMessage()));
    }
  }

  private void add(String name, long total, StageState.Step step) {
    if (!name.equals(JoinStudies.STAGE) && stages.containsKey(JoinStudies.STAGE)) {
      // Whatever else works on studies has them all; the join alone cannot know that it has ended.
      end(stages.get(JoinStudies.STAGE));
    }
    Instant now = Instant.now();
    StageState stage = stages.computeIfAbsent(name, key -> new StageState(key, total, now));
    boolean wasEnded = stage.isEnded();
    stage.add(step, now);
    if (wasEnded) {
      return;
    }
    if (stage.isEnded()) {
      display.end(stage);
    } else {
      display.show(stage);
    }
  }

  private void end(StageState stage) {
    if (!stage.isEnded()) {
      stage.end();
      display.end(stage);
    }
  }

  /** The run is done, and so are all of its stages. */
  synchronized void endAll() {
    stages.values().forEach(this::end);
  }

  /** From each stage's first sign to its last; stages run side by side. */
  synchronized List<StageTimes.Span> spans() {
    return stages.values().stream().map(StageState::span).toList();
  }

  @Override
  public void stop() {
    display.close();
    super.stop();
  }
}
