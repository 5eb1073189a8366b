package io.gauntlet.pipelines.local;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.gauntlet.pipelines.cli.ProgressOptions;
import io.gauntlet.transforms.io.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;
import org.slf4j.LoggerFactory;

/** Shows how far each stage of the pipeline is that runs meanwhile. */
public final class RunProgress implements AutoCloseable {
  private final ProgressAppender appender;
  private final Logger logger;
  private final Instant start = Instant.now();

  private RunProgress(ProgressDisplay display) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    appender = new ProgressAppender(display);
    appender.setContext(context);
    appender.start();
    logger = context.getLogger(Progress.class);
    logger.addAppender(appender);
  }

  /** Shows from now on, in the way that options ask for. */
  public static RunProgress begin(PipelineOptions options) {
    return new RunProgress(ProgressStyle.of(options.as(ProgressOptions.class)).display(System.err));
  }

  /** The pipeline is done, and so is every stage of it. */
  public void complete() {
    appender.endAll();
  }

  /** How long each stage took until now, and all together. */
  Map<String, Duration> times() {
    Instant end = Instant.now();
    Map<String, Duration> times = new LinkedHashMap<>(StageTimes.of(start, end, appender.spans()));
    times.put("total", Duration.between(start, end));
    return times;
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    appender.stop();
  }
}
