package io.gauntlet.transforms.cohort;

import io.gauntlet.data.indiana.IndianaTables;
import io.gauntlet.data.indiana.ProjectionRow;
import io.gauntlet.data.table.BadRow;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.data.table.TableRows;
import io.gauntlet.transforms.io.Quarantining;
import io.gauntlet.transforms.io.StageLog;
import io.gauntlet.transforms.io.UidBucket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Reads the rows of a table of images; those that cannot be used are quarantined. */
final class ReadProjections extends DoFn<FileIO.ReadableFile, KV<Integer, ProjectionRow>> {
  private static final long serialVersionUID = 1;

  private final TableEncoding encoding;
  private final Quarantining quarantining = new Quarantining(JoinStudies.class);
  private final Counter projections = Metrics.counter(JoinStudies.class, "projections");
  private final Counter frontal = Metrics.counter(JoinStudies.class, "projections-frontal");
  private final Counter lateral = Metrics.counter(JoinStudies.class, "projections-lateral");

  ReadProjections(TableEncoding encoding) {
    this.encoding = encoding;
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    StageLog.of(context.getPipelineOptions(), JoinStudies.STAGE).around(() -> read(context));
  }

  private void read(ProcessContext context) throws IOException {
    String file = context.element().getMetadata().resourceId().toString();
    try (InputStream stream = Channels.newInputStream(context.element().open())) {
      IndianaTables.projections(
          new TableFile(stream, file, encoding),
          new TableRows<>() {
            @Override
            public void row(ProjectionRow row) {
              count(row);
              context.output(KV.of(UidBucket.of(row.uid()), row));
            }

            @Override
            public void bad(BadRow row) {
              projections.inc();
              // A report is a study or quarantined, and this is a row of the other table.
              quarantining.takeUncounted(Quarantining.ofRow(row), context);
            }
          });
    }
  }

  private void count(ProjectionRow row) {
    projections.inc();
    frontal.inc(row.isFrontal() ? 1 : 0);
    lateral.inc(row.isLateral() ? 1 : 0);
  }
}
