package io.gauntlet.transforms.cohort.manifest;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.ImageFiles;
import io.gauntlet.data.Modality;
import io.gauntlet.data.StudyPixels;
import io.gauntlet.data.manifest.CohortRow;
import io.gauntlet.data.manifest.StudyAssembly;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.ImageFolder;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.io.Progress;
import io.gauntlet.transforms.io.Quarantining;
import io.gauntlet.transforms.io.StageLog;
import io.gauntlet.transforms.io.UidBucket;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Makes one study of the rows of each uid of a bucket, or says why none can be made. */
final class AssembleStudies extends DoFn<KV<Integer, Iterable<CohortRow>>, Study> {
  private static final long serialVersionUID = 1;

  private final CohortQuestion question;
  private final List<ImageFolder> folder;
  private final Quarantining quarantining = new Quarantining(JoinStudies.class);
  private final Counter studies = Metrics.counter(JoinStudies.class, "reports");

  /**
   * @param folder of the images; none where they are matched by name and not looked at
   */
  AssembleStudies(CohortQuestion question, List<ImageFolder> folder) {
    this.question = question;
    this.folder = folder;
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
    StudyAssembly assembly = question.assembly();
    rows.asMap().forEach((uid, ofUid) -> assemble(assembly.sort(ofUid), assembly, context));
    progress.done(rows.keySet().size() + " studies");
  }

  private void assemble(StudyAssembly.Rows rows, StudyAssembly assembly, ProcessContext context) {
    CohortRow first = rows.used().get(0);
    for (CohortRow repeated : rows.repeated()) {
      studies.inc();
      quarantine(
          repeated,
          "duplicate-study",
          "an earlier line of the table has the same uid; give each study its own",
          context);
    }
    studies.inc();
    try {
      Study study = assembly.study(rows.used(), image());
      context.output(
          question.modalities().contains(Modality.IMAGE)
              ? study
              : StudyPixels.NONE.digested(study));
    } catch (BadInputException e) {
      quarantine(first, e.reason(), e.getMessage(), context);
    }
  }

  private UnaryOperator<String> image() {
    return folder.isEmpty() ? ImageFiles::checkedPath : folder.get(0)::below;
  }

  private void quarantine(CohortRow row, String reason, String detail, ProcessContext context) {
    quarantining.take(new Quarantined(row.file(), row.line(), row.uid(), reason, detail), context);
  }
}
