package io.gauntlet.transforms.io;

import io.gauntlet.data.table.BadRow;
import io.gauntlet.schema.Quarantined;
import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts, logs and outputs what a transform cannot use. */
public final class Quarantining implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(Quarantining.class);

  private final Class<?> transform;
  private final Counter quarantined;

  /**
   * Of a transform.
   *
   * @param transform namespace of the counter {@code quarantined}, and of one for each reason, such
   *     as {@code quarantined-bad-cells}
   */
  public Quarantining(Class<?> transform) {
    this.transform = transform;
    this.quarantined = Metrics.counter(transform, "quarantined");
  }

  /**
   * Counts and logs what cannot be used, and outputs it as {@link
   * WithQuarantine.Result#quarantined}.
   *
   * @param context of a function that is applied by {@link WithQuarantine}
   */
  public void take(Quarantined bad, DoFn<?, ?>.ProcessContext context) {
    take(bad, out -> context.output(WithQuarantine.QUARANTINED, out));
  }

  /** Counts and logs what cannot be used, and hands it on. */
  public void take(Quarantined bad, Consumer<Quarantined> out) {
    quarantined.inc();
    Metrics.counter(transform, "quarantined-" + bad.getReason()).inc();
    log(bad);
    out.accept(bad);
  }

  /** What is said of a row that belongs to no study that is known. */
  public static Quarantined ofRow(BadRow row) {
    return new Quarantined(row.file(), row.line(), "", row.reason(), row.detail());
  }

  /** Logs and outputs what is not an element of the transform's own count. */
  public void takeUncounted(Quarantined bad, DoFn<?, ?>.ProcessContext context) {
    log(bad);
    context.output(WithQuarantine.QUARANTINED, bad);
  }

  /** Logs uid, reason and line alone: the detail may quote a report. */
  private static void log(Quarantined bad) {
    LOG.atInfo()
        .addKeyValue(StageLog.UID, bad.getUid())
        .addKeyValue("reason", bad.getReason())
        .addKeyValue("line", bad.getRow())
        .log("quarantined");
  }
}
