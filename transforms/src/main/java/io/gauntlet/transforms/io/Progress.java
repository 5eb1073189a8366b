package io.gauntlet.transforms.io;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Says how far a stage is, as log events in the context of a {@link StageLog}: lines in the cloud's
 * logs, and what the local command makes its own display of.
 *
 * <p>Each event has the keys {@value #TOTAL}, parts of the stage, and {@value #DONE}, how many of
 * them this event adds; and where it is so {@value #STUDIES}, how many studies were in them,
 * {@value #BEFORE}, that an earlier run had done them, and {@value #ENDED}, that no more will
 * follow. Of the message, what stands before a semicolon is what a line of a terminal has room for.
 */
public final class Progress {
  /** Key of the parts that the stage has. */
  public static final String TOTAL = "total";

  /** Key of the parts that the event adds to those that are done. */
  public static final String DONE = "done";

  /** Key of the studies in the parts that are done now. */
  public static final String STUDIES = "studies";

  /** Key of whether the parts were done by an earlier run, so that they say nothing of speed. */
  public static final String BEFORE = "before";

  /** Key of whether the stage is at its end, whatever parts were expected. */
  public static final String ENDED = "ended";

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  private final long total;

  private Progress(long total) {
    this.total = total;
  }

  /** A stage of so many parts. */
  public static Progress of(long total) {
    return new Progress(total);
  }

  /** Work on the stage has begun, here or elsewhere before. */
  public void begun(String detail) {
    event(Level.INFO, 0).log(detail);
  }

  /**
   * What is being worked on, within a part. It is of the level DEBUG, for it may be said many times
   * a second.
   */
  public void now(String detail) {
    event(Level.DEBUG, 0).log(detail);
  }

  /**
   * One more of the stage's parts is done.
   *
   * @param studies in it
   */
  public void done(long studies, String detail) {
    event(Level.INFO, 1).addKeyValue(STUDIES, studies).log(detail);
  }

  /** One more of the stage's parts was done by an earlier run. */
  public void doneBefore(String detail) {
    event(Level.INFO, 1).addKeyValue(BEFORE, true).log(detail);
  }

  /** The stage is at its end, though it may have had fewer parts than were expected. */
  public void ended(String detail) {
    event(Level.INFO, 0).addKeyValue(ENDED, true).log(detail);
  }

  private LoggingEventBuilder event(Level level, int parts) {
    return LOG.atLevel(level).addKeyValue(TOTAL, total).addKeyValue(DONE, parts);
  }
}
