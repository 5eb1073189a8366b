package io.gauntlet.transforms.cohort;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.Sets;
import io.gauntlet.data.BadInputException;
import io.gauntlet.data.Modality;
import io.gauntlet.data.Studies;
import io.gauntlet.data.StudyPixels;
import io.gauntlet.data.indiana.Diagnoses;
import io.gauntlet.data.indiana.ProjectionRow;
import io.gauntlet.data.indiana.ReportRow;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.Progress;
import io.gauntlet.transforms.io.Quarantining;
import io.gauntlet.transforms.io.RowReasons;
import io.gauntlet.transforms.io.StageLog;
import io.gauntlet.transforms.io.UidBucket;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Makes one study of the rows of each uid of a bucket, or says why none can be made. */
final class MatchViews extends DoFn<KV<Integer, CoGbkResult>, Study> {
  private static final long serialVersionUID = 1;
  private static final Comparator<ReportRow> FILE_ORDER =
      Comparator.comparing(ReportRow::file).thenComparingLong(ReportRow::line);

  private final TupleTag<ReportRow> reportTag;
  private final TupleTag<ProjectionRow> projectionTag;
  private final String reports;
  private final String projections;
  private final ImagePaths images;
  private final EnumSet<Modality> modalities;
  private final Quarantining quarantining = new Quarantining(JoinStudies.class);
  private final Counter bothViews = Metrics.counter(JoinStudies.class, "uids-both-views");
  private final Counter bothViewsNormal =
      Metrics.counter(JoinStudies.class, "uids-both-views-normal");
  private final Counter oneView = Metrics.counter(JoinStudies.class, "uids-one-view");

  MatchViews(
      TupleTag<ReportRow> reportTag,
      TupleTag<ProjectionRow> projectionTag,
      String reports,
      String projections,
      ImagePaths images,
      EnumSet<Modality> modalities) {
    this.reportTag = reportTag;
    this.projectionTag = projectionTag;
    this.reports = reports;
    this.projections = projections;
    this.images = images;
    this.modalities = modalities;
  }

  @ProcessElement
  public void process(ProcessContext context) {
    StageLog.of(context.getPipelineOptions(), JoinStudies.STAGE).around(() -> match(context));
  }

  private void match(ProcessContext context) {
    CoGbkResult bucket = context.element().getValue();
    ListMultimap<String, ReportRow> rows = MultimapBuilder.treeKeys().arrayListValues().build();
    bucket.getAll(reportTag).forEach(row -> rows.put(row.uid(), row));
    ListMultimap<String, ProjectionRow> views =
        MultimapBuilder.treeKeys().arrayListValues().build();
    bucket.getAll(projectionTag).forEach(view -> views.put(view.uid(), view));
    Progress progress = Progress.of(UidBucket.BUCKETS);
    progress.begun("reading");
    for (String uid : Sets.union(rows.keySet(), views.keySet())) {
      match(
          context,
          uid,
          rows.get(uid).stream().sorted(FILE_ORDER).toList(),
          views.get(uid).stream()
              .sorted(
                  Comparator.comparing(ProjectionRow::filename)
                      .thenComparing(ProjectionRow::file)
                      .thenComparingLong(ProjectionRow::line))
              .toList());
    }
    progress.done(rows.keySet().size(), "joined");
  }

  private void match(
      ProcessContext context, String uid, List<ReportRow> rows, List<ProjectionRow> views) {
    if (rows.isEmpty()) {
      for (ProjectionRow view : views) {
        Quarantined orphan =
            new Quarantined(
                view.file(),
                view.line(),
                uid,
                RowReasons.ORPHAN_PROJECTION,
                "no report has the uid '%s'; add one to %s".formatted(uid, reports));
        // A report is a study or quarantined, and this is a row of the other table.
        quarantining.takeUncounted(orphan, context);
      }
      return;
    }
    for (ReportRow duplicate : rows.subList(1, rows.size())) {
      quarantine(
          context,
          duplicate,
          RowReasons.DUPLICATE_REPORT,
          "line %s of %s has the uid %s already; give each report its own"
              .formatted(rows.get(0).line(), rows.get(0).file(), uid));
    }
    count(rows.get(0), views);
    try {
      context.output(study(rows.get(0), views));
    } catch (BadInputException e) {
      quarantine(context, rows.get(0), e.reason(), e.getMessage());
    }
  }

  private Study study(ReportRow row, List<ProjectionRow> views) {
    String caption = row.text().caption();
    if (caption.isEmpty() && modalities.contains(Modality.TEXT)) {
      throw new BadInputException(
          "no-text", "impression, findings and indication are empty; give one of them");
    }
    Study.Builder study =
        Study.newBuilder()
            .setUid(row.uid())
            .setCaption(caption)
            .setLabel(Diagnoses.of(row))
            .setAttributes(Studies.attributes(Diagnoses.meshTerms(row), row.groups()));
    if (modalities.contains(Modality.IMAGE)) {
      study.setImages(
          Studies.images(
              image(row, views, Studies.FRONTAL, ProjectionRow::isFrontal),
              image(row, views, Studies.LATERAL, ProjectionRow::isLateral)));
      return study.build();
    }
    return StudyPixels.NONE.digested(study.build());
  }

  private String image(
      ReportRow row, List<ProjectionRow> views, String name, Predicate<ProjectionRow> isView) {
    String file =
        views.stream()
            .filter(isView)
            .map(ProjectionRow::filename)
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "no-" + name,
                        "%s has no %s image for the uid %s; add one"
                            .formatted(projections, name, row.uid())));
    return images.file(file);
  }

  private void count(ReportRow row, List<ProjectionRow> views) {
    boolean frontal = views.stream().anyMatch(ProjectionRow::isFrontal);
    boolean lateral = views.stream().anyMatch(ProjectionRow::isLateral);
    bothViews.inc(frontal && lateral ? 1 : 0);
    bothViewsNormal.inc(frontal && lateral && Diagnoses.isNormal(row) ? 1 : 0);
    oneView.inc(frontal != lateral ? 1 : 0);
    Metrics.counter(JoinStudies.class, "uids-with-%s-images".formatted(atMostFive(views.size())))
        .inc();
  }

  /** Counters are few, whatever the data. */
  private static String atMostFive(int images) {
    return images > 5 ? "more" : Integer.toString(images);
  }

  private void quarantine(ProcessContext context, ReportRow row, String reason, String detail) {
    quarantining.take(new Quarantined(row.file(), row.line(), row.uid(), reason, detail), context);
  }
}
