package io.gauntlet.transforms;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how far a stage is, as a log event with the keys {@code stage}, {@code total} and {@code
 * done}: a line in the cloud's logs, and what the local command draws its bar from.
 */
public final class Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  private final String stage;
  private final long total;

  private Progress(String stage, long total) {
    this.stage = stage;
    this.total = total;
  }

  static Progress of(String stage, long total) {
    return new Progress(stage, total);
  }

  /** Work on the stage has begun, here or elsewhere before. */
  void begun(String detail) {
    log(0, detail);
  }

  /** One more of the stage's parts is done. */
  void done(String detail) {
    log(1, detail);
  }

  private void log(int parts, String detail) {
    LOG.atInfo()
        .addKeyValue("stage", stage)
        .addKeyValue("total", total)
        .addKeyValue("done", parts)
        .log(detail);
  }
}
