package io.gauntlet.transforms.cohort;

import io.gauntlet.data.Modality;
import io.gauntlet.data.ProjectionRow;
import io.gauntlet.data.ReportRow;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import java.util.EnumSet;
import java.util.Set;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Joins the reports and the pictures of the Indiana University layout by uid into studies.
 *
 * <pre>{@code
 * PCollectionTuple joined =
 *     pipeline.apply(
 *         JoinStudies.fromIndiana("indiana_reports.csv", "indiana_projections.csv")
 *             .withImages("images"));
 * PCollection<Study> studies = joined.get(JoinStudies.STUDIES);
 * }</pre>
 *
 * <p>Where a study has more than one frontal or lateral picture, the one whose file name is the
 * smallest by character code is taken. Where a uid has more than one report, the first in the file
 * is, and of several files the first by name.
 *
 * <p>Every report becomes a study or lands in {@link #QUARANTINED} with its reason: {@code
 * bad-row}, {@code duplicate-report}, {@code no-text}, {@code no-frontal}, {@code no-lateral},
 * {@code bad-path}, {@code no-file}, {@code unreadable-picture}, {@code too-large}. A picture
 * without report lands there too, as {@code orphan-projection}.
 */
public final class JoinStudies extends PTransform<PBegin, PCollectionTuple> {
  /** Reports that became studies. */
  public static final TupleTag<Study> STUDIES = new TupleTag<>("studies") {};

  /** Rows that could not be used. */
  public static final TupleTag<Quarantined> QUARANTINED = new TupleTag<>("quarantined") {};

  /** What lines of the log call it. */
  static final String STAGE = "join";

  private static final long serialVersionUID = 1;
  private static final TupleTag<KV<Integer, ReportRow>> REPORT_ROWS = new TupleTag<>("reports") {};
  private static final TupleTag<ReportRow> REPORTS_OF_UID = new TupleTag<>("reports-of-uid") {};
  private static final TupleTag<ProjectionRow> PROJECTIONS_OF_UID =
      new TupleTag<>("projections-of-uid") {};

  private final String reports;
  private final String projections;
  private final String images;
  private final EnumSet<Modality> modalities;
  private final boolean pictureCheck;

  private JoinStudies(
      String reports,
      String projections,
      String images,
      EnumSet<Modality> modalities,
      boolean pictureCheck) {
    this.reports = reports;
    this.projections = projections;
    this.images = images;
    this.modalities = modalities;
    this.pictureCheck = pictureCheck;
  }

  /** Reads the two tables; pictures are matched by name and not looked at. */
  public static JoinStudies fromIndiana(String reports, String projections) {
    return new JoinStudies(reports, projections, null, EnumSet.allOf(Modality.class), true);
  }

  /** The folder of the pictures; each that is taken must be there and decode, unless unchecked. */
  public JoinStudies withImages(String folder) {
    return new JoinStudies(reports, projections, folder, modalities, pictureCheck);
  }

  /**
   * What a study must have; without {@link Modality#IMAGE} views are neither needed nor kept,
   * without {@link Modality#TEXT} the caption may be empty.
   */
  public JoinStudies withModalities(Set<Modality> needed) {
    return new JoinStudies(reports, projections, images, EnumSet.copyOf(needed), pictureCheck);
  }

  /** Whether the pictures are opened and decoded here, as they are unless said otherwise. */
  public JoinStudies withPictureCheck(boolean check) {
    return new JoinStudies(reports, projections, images, modalities, check);
  }

  @Override
  public PCollectionTuple expand(PBegin begin) {
    PCollectionTuple reportRows =
        files(begin, "Reports", reports)
            .apply(
                "ReadReports",
                ParDo.of(new ReadReports())
                    .withOutputTags(REPORT_ROWS, TupleTagList.of(QUARANTINED)));
    reportRows
        .get(REPORT_ROWS)
        .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(ReportRow.class)));
    PCollection<KV<Integer, ProjectionRow>> projectionRows =
        files(begin, "Projections", projections)
            .apply("ReadProjections", ParDo.of(new ReadProjections()))
            .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(ProjectionRow.class)));
    PCollectionTuple matched =
        KeyedPCollectionTuple.of(REPORTS_OF_UID, reportRows.get(REPORT_ROWS))
            .and(PROJECTIONS_OF_UID, projectionRows)
            .apply("JoinByBucket", CoGroupByKey.create())
            .apply(
                "MatchViews",
                ParDo.of(
                        new MatchViews(
                            REPORTS_OF_UID,
                            PROJECTIONS_OF_UID,
                            reports,
                            projections,
                            images,
                            modalities))
                    .withOutputTags(STUDIES, TupleTagList.of(QUARANTINED)));
    PCollectionTuple checked = matched;
    PCollectionList<Quarantined> quarantined =
        PCollectionList.of(withCoder(reportRows.get(QUARANTINED)))
            .and(withCoder(matched.get(QUARANTINED)));
    matched.get(STUDIES).setCoder(AvroCoder.of(Study.class));
    if (pictureCheck && images != null && modalities.contains(Modality.IMAGE)) {
      checked =
          matched
              .get(STUDIES)
              .apply(
                  "CheckPictures",
                  ParDo.of(new CheckPictures())
                      .withOutputTags(STUDIES, TupleTagList.of(QUARANTINED)));
      checked.get(STUDIES).setCoder(AvroCoder.of(Study.class));
      quarantined = quarantined.and(withCoder(checked.get(QUARANTINED)));
    }
    PCollection<Study> studies =
        checked.get(STUDIES).apply("CountStudies", ParDo.of(new CountStudies()));
    return PCollectionTuple.of(STUDIES, studies.setCoder(AvroCoder.of(Study.class)))
        .and(QUARANTINED, quarantined.apply("AllQuarantined", Flatten.pCollections()));
  }

  private static PCollection<FileIO.ReadableFile> files(PBegin begin, String name, String path) {
    return begin
        .apply("Match" + name, FileIO.match().filepattern(path))
        .apply("Open" + name, FileIO.readMatches());
  }

  private static PCollection<Quarantined> withCoder(PCollection<Quarantined> quarantined) {
    return quarantined.setCoder(AvroCoder.of(Quarantined.class));
  }
}
