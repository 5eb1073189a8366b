package io.gauntlet.pipelines.local;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.gauntlet.transforms.io.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** A bar on the console for each stage of the pipeline that runs meanwhile. */
public final class StageBars implements AutoCloseable {
  private final ProgressAppender progress = new ProgressAppender();
  private final Logger logger;
  private final Instant start = Instant.now();

  private StageBars() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    progress.setContext(context);
    progress.start();
    logger = context.getLogger(Progress.class);
    logger.addAppender(progress);
  }

  /** Draws from now on. */
  public static StageBars begin() {
    return new StageBars();
  }

  /** How long each stage took until now, and all together. */
  Map<String, Duration> times() {
    Instant end = Instant.now();
    Map<String, Duration> times = new LinkedHashMap<>(StageTimes.of(start, end, progress.spans()));
    times.put("total", Duration.between(start, end));
    return times;
  }

  @Override
  public void close() {
    logger.detachAppender(progress);
    progress.stop();
  }
}
