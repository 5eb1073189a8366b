package io.gauntlet.transforms.cohort.manifest;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Modality;
import io.gauntlet.data.StudyPixels;
import io.gauntlet.data.manifest.CohortRow;
import io.gauntlet.data.manifest.StudyAssembly;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.ImagePaths;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.io.Progress;
import io.gauntlet.transforms.io.Quarantining;
import io.gauntlet.transforms.io.RowReasons;
import io.gauntlet.transforms.io.StageLog;
import io.gauntlet.transforms.io.UidBucket;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Makes one study of the rows of each uid of a bucket, or says why none can be made. */
final class AssembleStudies extends DoFn<KV<Integer, Iterable<CohortRow>>, Study> {
  private static final long serialVersionUID = 1;

  private final StudyAssembly assembly;
  private final ImagePaths images;
  private final Quarantining quarantining = new Quarantining(JoinStudies.class);
  private final Counter studies = Metrics.counter(JoinStudies.class, "reports");

  AssembleStudies(StudyAssembly assembly, ImagePaths images) {
    this.assembly = assembly;
    this.images = images;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    StageLog.of(context.getPipelineOptions(), JoinStudies.STAGE).around(() -> assemble(context));
  }

  private void assemble(ProcessContext context) {
    ListMultimap<String, CohortRow> rows = MultimapBuilder.treeKeys().arrayListValues().build();
    context.element().getValue().forEach(row -> rows.put(row.uid(), row));
    Progress progress = Progress.of(UidBucket.BUCKETS);
    progress.begun("reading");
    rows.asMap().forEach((uid, ofUid) -> assemble(assembly.sort(ofUid), context));
    progress.done(rows.keySet().size(), "joined");
  }

  private void assemble(StudyAssembly.Rows rows, ProcessContext context) {
    CohortRow first = rows.used().get(0);
    for (CohortRow repeated : rows.repeated()) {
      studies.inc();
      quarantine(
          repeated,
          RowReasons.DUPLICATE_STUDY,
          "an earlier line of the table has the same uid; give each study its own",
          context);
    }
    studies.inc();
    try {
      Study study = assembly.study(rows.used(), images::below);
      context.output(
          assembly.modalities().contains(Modality.IMAGE)
              ? study
              : StudyPixels.NONE.digested(study));
    } catch (BadInputException e) {
      quarantine(first, e.reason(), e.getMessage(), context);
    }
  }

  private void quarantine(CohortRow row, String reason, String detail, ProcessContext context) {
    quarantining.take(new Quarantined(row.file(), row.line(), row.uid(), reason, detail), context);
  }
}
