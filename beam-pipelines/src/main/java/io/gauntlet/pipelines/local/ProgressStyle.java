package io.gauntlet.pipelines.local;

import io.gauntlet.pipelines.cli.ProgressOptions;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    var event =
        LOG.atInfo()
            .addKeyValue("stage", stage.name())
            .addKeyValue("done", stage.done())
            .addKeyValue("total", stage.total())
            .addKeyValue("percent", stage.percent())
            .addKeyValue("ended", stage.isEnded())
            .addKeyValue("studies", stage.studies())
            .addKeyValue("seconds", stage.took().toMillis() / 1000.0);
    stage.studiesPerSecond().ifPresent(rate -> event.addKeyValue("studiesPerSecond", rate));
    stage.left(now).ifPresent(left -> event.addKeyValue("secondsLeft", left.toSeconds()));
    event.log(stage.detail());
  }
}
