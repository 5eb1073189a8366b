package io.gauntlet.pipelines.local;

import io.gauntlet.pipelines.cli.ProgressOptions;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** How the progress of a run is shown. */
public enum ProgressStyle {
  /** Bars that are drawn again in their place. */
  TERMINAL {
    @Override
    ProgressDisplay display(PrintStream err) {
      return new TerminalBars();
    }
  },

  /** Whole lines. */
  LINES {
    @Override
    ProgressDisplay display(PrintStream err) {
      return new ProgressLines(
          InstantSource.system(), (stage, now) -> err.println(StageText.line(stage, now)));
    }
  },

  /** Events of the log, which writes them as JSON. */
  JSON {
    @Override
    ProgressDisplay display(PrintStream err) {
      return new ProgressLines(InstantSource.system(), ProgressStyle::log);
    }
  },

  /** Not at all. */
  QUIET {
    @Override
    ProgressDisplay display(PrintStream err) {
      return new ProgressLines(InstantSource.system(), (stage, now) -> {});
    }
  };

  /** Set by the launcher where standard error is a terminal that can move its cursor. */
  private static final String ON_TERMINAL = "gauntlet.terminal";

  private static final Logger LOG = LoggerFactory.getLogger(ProgressStyle.class);

  /** The style that options ask for, or else that of where standard error goes. */
  static ProgressStyle of(ProgressOptions options) {
    if (options.getQuiet()) {
      return QUIET;
    }
    if (options.getJsonLog()) {
      return JSON;
    }
    return isOnTerminal() ? TERMINAL : LINES;
  }

  /** Whether standard error is a terminal. */
  public static boolean isOnTerminal() {
    return Boolean.getBoolean(ON_TERMINAL);
  }

  /**
   * A display of this style.
   *
   * @param err where lines go
   */
  abstract ProgressDisplay display(PrintStream err);

  private static void log(StageState stage, Instant now) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("stage", stage.name());
    values.put("done", stage.done());
    values.put("total", stage.total());
    values.put("percent", stage.percent());
    values.put("ended", stage.isEnded());
    values.put("studies", stage.studies());
    values.put("seconds", stage.took().toMillis() / 1000.0);
    stage.studiesPerSecond().ifPresent(rate -> values.put("studiesPerSecond", rate));
    stage.left(now).ifPresent(left -> values.put("secondsLeft", left.toSeconds()));
    LoggingEventBuilder event = LOG.atInfo();
    for (Map.Entry<String, Object> value : values.entrySet()) {
      event = event.addKeyValue(value.getKey(), value.getValue());
    }
    event.log(stage.detail());
  }
}
