package io.gauntlet.transforms.cohort;

import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.Quarantining;
import io.gauntlet.transforms.io.StageLog;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Passes the studies whose images decode, so that no later stage stumbles on one, each with the
 * digest of what it shows and says.
 */
public final class CheckImages extends DoFn<Study, Study> {
  private static final long serialVersionUID = 1;

  private final Quarantining quarantining = new Quarantining(JoinStudies.class);
  private final Counter bytes = Metrics.counter(JoinStudies.class, "picture-bytes");

  @ProcessElement
  public void process(ProcessContext context) {
    StageLog.of(context.getPipelineOptions(), JoinStudies.STAGE).around(() -> check(context));
  }

  private void check(ProcessContext context) {
    StudyImages images = StudyImages.read(context.element());
    bytes.inc(images.bytes());
    images
        .ifReadable(pixels -> context.output(pixels.digested(context.element())))
        .otherwise(bad -> quarantining.take(bad, context));
  }
}
