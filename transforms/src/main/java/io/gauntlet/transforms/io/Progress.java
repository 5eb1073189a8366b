package io.gauntlet.transforms.io;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how far a stage is, as a log event with the keys {@code total} and {@code done}, in the
 * context of a {@link StageLog}: a line in the cloud's logs, and what the local command draws its
 * bar from.
 */
public final class Progress {
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
    log(0, detail);
  }

  /** One more of the stage's parts is done. */
  public void done(String detail) {
    log(1, detail);
  }

  private void log(int parts, String detail) {
    LOG.atInfo().addKeyValue("total", total).addKeyValue("done", parts).log(detail);
  }
}
