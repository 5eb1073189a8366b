package io.gauntlet.transforms.attacking;

import io.gauntlet.schema.Quarantined;
import io.gauntlet.transforms.io.StageLog;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs the attacks that a victim does not allow, each once. */
final class CountOmitted extends DoFn<Quarantined, Quarantined> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(AttackStudies.class);

  private final String stage;
  private final Counter omitted = Metrics.counter(AttackStudies.class, "cells-omitted");

  CountOmitted(String stage) {
    this.stage = stage;
  }

  @ProcessElement
  public void process(
      @Element Quarantined cell, PipelineOptions options, OutputReceiver<Quarantined> receiver) {
    omitted.inc();
    StageLog.of(options, stage).around(() -> LOG.warn("{}", cell.getDetail()));
    receiver.output(cell);
  }
}
