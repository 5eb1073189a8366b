package io.gauntlet.transforms.cohort;

import io.gauntlet.data.IndianaTables;
import io.gauntlet.data.ProjectionRow;
import io.gauntlet.transforms.io.UidBucket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Reads the rows of a table of images. */
final class ReadProjections extends DoFn<FileIO.ReadableFile, KV<Integer, ProjectionRow>> {
  private static final long serialVersionUID = 1;

  private final Counter projections = Metrics.counter(JoinStudies.class, "projections");
  private final Counter frontal = Metrics.counter(JoinStudies.class, "projections-frontal");
  private final Counter lateral = Metrics.counter(JoinStudies.class, "projections-lateral");

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    String file = context.element().getMetadata().resourceId().toString();
    try (InputStream stream = Channels.newInputStream(context.element().open())) {
      IndianaTables.projections(stream, file, row -> emit(row, context));
    }
  }

  private void emit(ProjectionRow row, ProcessContext context) {
    projections.inc();
    frontal.inc(row.isFrontal() ? 1 : 0);
    lateral.inc(row.isLateral() ? 1 : 0);
    context.output(KV.of(UidBucket.of(row.uid()), row));
  }
}
