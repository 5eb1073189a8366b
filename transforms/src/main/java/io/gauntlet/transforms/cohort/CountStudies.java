package io.gauntlet.transforms.cohort;

import io.gauntlet.schema.Study;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;

/** Counts what {@link JoinStudies} gives out, so that no report can go missing unseen. */
final class CountStudies extends DoFn<Study, Study> {
  private static final long serialVersionUID = 1;

  private final Counter studies = Metrics.counter(JoinStudies.class, "studies");

  @ProcessElement
  public void process(ProcessContext context) {
    studies.inc();
    context.output(context.element());
  }
}
