package io.gauntlet.pipelines.local;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** The lines of a command on standard error that are no results: for people, or as JSON. */
public final class ConsoleLog {
  private static final Set<String> ASKED =
      Set.of("--json-log", "--jsonLog", "--json-log=true", "--jsonLog=true");

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("gauntlet");

  private final PrintStream err;
  private final boolean json;

  private ConsoleLog(PrintStream err, boolean json) {
    this.err = err;
    this.json = json;
  }

  /**
   * The lines as the arguments of a command ask for them.
   *
   * @param err standard error
   */
  public static ConsoleLog of(List<String> arguments, PrintStream err) {
    return new ConsoleLog(err, arguments.stream().anyMatch(ASKED::contains));
  }

  /** Lets the log write as it was asked to; it writes for people unless told. */
  public ConsoleLog begin() {
    if (json) {
      writeJson();
    }
    return this;
  }

  private static void writeJson() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    JsonLayout layout = new JsonLayout();
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    context.getLogger(ProgressStyle.class).setLevel(Level.INFO);
  }

  /** Says why a command ended. */
  public void error(String message) {
    if (json) {
      LOG.error(message);
    } else {
      err.println("gauntlet: " + message);
    }
  }
}
