package io.gauntlet.transforms;

import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;

/** Passes the studies whose two pictures decode, so that no later stage stumbles on one. */
final class CheckPictures extends DoFn<Study, Study> {
  private static final long serialVersionUID = 1;

  private final Counter quarantined = Metrics.counter(JoinStudies.class, "quarantined");

  @ProcessElement
  public void process(ProcessContext context) {
    StudyPictures.read(context.element(), 1, 1)
        .ifReadable(pixels -> context.output(context.element()))
        .otherwise(bad -> quarantine(bad, context));
  }

  private void quarantine(Quarantined bad, ProcessContext context) {
    quarantined.inc();
    context.output(JoinStudies.QUARANTINED, bad);
  }
}
