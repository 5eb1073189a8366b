package io.gauntlet.transforms.cohort.manifest;

import io.gauntlet.data.manifest.CohortRow;
import io.gauntlet.data.manifest.CohortTable;
import io.gauntlet.data.manifest.StudyAssembly;
import io.gauntlet.data.table.BadRow;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.data.table.TableFile;
import io.gauntlet.data.table.TableRows;
import io.gauntlet.transforms.cohort.JoinStudies;
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

/** Reads the rows of one of a cohort's tables; those that cannot be used are quarantined. */
final class ReadCohortRows extends DoFn<FileIO.ReadableFile, KV<Integer, CohortRow>> {
  private static final long serialVersionUID = 1;

  private final StudyAssembly assembly;
  private final TableEncoding encoding;
  private final int table;
  private final Quarantining quarantining = new Quarantining(JoinStudies.class);
  private final Counter rows = Metrics.counter(JoinStudies.class, "rows");
  private final Counter badRows = Metrics.counter(JoinStudies.class, "reports");

  /**
   * @param assembly what is made of the rows
   * @param encoding of the table where it begins with no byte order mark
   * @param table place of it among those of the cohort, from 0
   */
  ReadCohortRows(StudyAssembly assembly, TableEncoding encoding, int table) {
    this.assembly = assembly;
    this.encoding = encoding;
    this.table = table;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    StageLog.of(context.getPipelineOptions(), JoinStudies.STAGE).around(() -> read(context));
  }

  private void read(ProcessContext context) throws IOException {
    String file = context.element().getMetadata().resourceId().toString();
    try (InputStream stream = Channels.newInputStream(context.element().open())) {
      CohortTable.of(assembly.layout(), table, assembly.label().column())
          .read(
              new TableFile(stream, file, encoding),
              new TableRows<>() {
                @Override
                public void row(CohortRow row) {
                  rows.inc();
                  context.output(KV.of(UidBucket.of(row.uid()), row));
                }

                @Override
                public void bad(BadRow row) {
                  rows.inc();
                  // A row without a uid is counted as a study that is lost.
                  badRows.inc();
                  quarantining.take(Quarantining.ofRow(row), context);
                }
              });
    }
  }
}
