package io.gauntlet.transforms.cohort;

import io.gauntlet.data.indiana.Diagnoses;
import io.gauntlet.data.indiana.IndianaTables;
import io.gauntlet.data.indiana.ReportRow;
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

/** Reads the rows of a table of reports; those that cannot be used are quarantined. */
final class ReadReports extends DoFn<FileIO.ReadableFile, KV<Integer, ReportRow>> {
  private static final long serialVersionUID = 1;

  private final TableEncoding encoding;
  private final Counter reports = Metrics.counter(JoinStudies.class, "reports");
  private final Quarantining quarantining = new Quarantining(JoinStudies.class);
  private final Counter normal = Metrics.counter(JoinStudies.class, "reports-normal");
  private final Counter noFindings = Metrics.counter(JoinStudies.class, "reports-no-findings");
  private final Counter noImpression = Metrics.counter(JoinStudies.class, "reports-no-impression");
  private final Counter neither =
      Metrics.counter(JoinStudies.class, "reports-no-findings-no-impression");

  ReadReports(TableEncoding encoding) {
    this.encoding = encoding;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    StageLog.of(context.getPipelineOptions(), JoinStudies.STAGE).around(() -> read(context));
  }

  private void read(ProcessContext context) throws IOException {
    String file = context.element().getMetadata().resourceId().toString();
    try (InputStream stream = Channels.newInputStream(context.element().open())) {
      IndianaTables.reports(
          new TableFile(stream, file, encoding),
          new TableRows<>() {
            @Override
            public void row(ReportRow row) {
              count(row);
              context.output(KV.of(UidBucket.of(row.uid()), row));
            }

            @Override
            public void bad(BadRow row) {
              reports.inc();
              quarantining.take(Quarantining.ofRow(row), context);
            }
          });
    }
  }

  private void count(ReportRow row) {
    reports.inc();
    normal.inc(Diagnoses.isNormal(row) ? 1 : 0);
    boolean findings = !row.text().findings().isEmpty();
    boolean impression = !row.text().impression().isEmpty();
    noFindings.inc(findings ? 0 : 1);
    noImpression.inc(impression ? 0 : 1);
    neither.inc(findings || impression ? 0 : 1);
  }
}
