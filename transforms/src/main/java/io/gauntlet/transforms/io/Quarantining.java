package io.gauntlet.transforms.io;

import io.gauntlet.schema.Quarantined;
import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of an input that cannot be used: it is counted, logged and given out. */
public final class Quarantining implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(Quarantining.class);

  private final Counter quarantined;

  /**
   * Of a transform.
   *
   * @param transform namespace of the counter {@code quarantined}
   */
  public Quarantining(Class<?> transform) {
    quarantined = Metrics.counter(transform, "quarantined");
  }

  /** Counts, logs and gives out. */
  public void take(Quarantined bad, Consumer<Quarantined> out) {
    quarantined.inc();
    log(bad);
    out.accept(bad);
  }

  /** Logs alone: the detail may quote a table, so uid and reason have to do. */
  public static void log(Quarantined bad) {
    LOG.atInfo()
        .addKeyValue(StageLog.UID, bad.getUid())
        .addKeyValue("reason", bad.getReason())
        .log("quarantined");
  }
}
