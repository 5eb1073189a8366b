package io.gauntlet.transforms.cohort;

import io.gauntlet.data.Modality;
import io.gauntlet.data.indiana.ProjectionRow;
import io.gauntlet.data.indiana.ReportRow;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.FindFile;
import io.gauntlet.transforms.io.WithQuarantine;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Joins the reports and the images of the Indiana University layout by uid into studies.
 *
 * <pre>{@code
 * JoinedStudies joined =
 *     pipeline.apply(
 *         JoinStudies.fromIndiana("indiana_reports.csv", "indiana_projections.csv")
 *             .withImages("images"));
 * PCollection<Study> studies = joined.studies();
 * }</pre>
 *
 * <p>Where a study has more than one frontal or lateral image, the one whose file name is the
 * smallest by character code is taken. Where a uid has more than one report, the first in the table
 * is.
 *
 * <p>Every report becomes a study or is quarantined with its reason: {@code bad-cells}, {@code
 * bad-quotes}, {@code bad-characters}, {@code bad-row}, {@code duplicate-report}, {@code no-label},
 * {@code no-text}, {@code no-frontal}, {@code no-lateral}, {@code bad-path}, {@code no-file},
 * {@code unreadable-picture}, {@code unsupported-picture}, {@code too-large}. A row of the images
 * that cannot be read lands there too, and an image without report, as {@code orphan-projection}.
 */
public final class JoinStudies extends PTransform<PBegin, JoinedStudies> {
  /** What lines of the log call it. */
  public static final String STAGE = "join";

  private static final long serialVersionUID = 1;
  private static final TupleTag<ReportRow> REPORTS_OF_UID = new TupleTag<>("reports-of-uid") {};
  private static final TupleTag<ProjectionRow> PROJECTIONS_OF_UID =
      new TupleTag<>("projections-of-uid") {};

  private final String reports;
  private final String projections;
  private final TableEncoding encoding;
  private final ImagePaths images;
  private final EnumSet<Modality> modalities;
  private final boolean imageCheck;

  private JoinStudies(
      String reports,
      String projections,
      TableEncoding encoding,
      ImagePaths images,
      EnumSet<Modality> modalities,
      boolean imageCheck) {
    this.reports = reports;
    this.projections = projections;
    this.encoding = encoding;
    this.images = images;
    this.modalities = modalities;
    this.imageCheck = imageCheck;
  }

  /** Reads the two tables; images are matched by name and not looked at. */
  public static JoinStudies fromIndiana(String reports, String projections) {
    return new JoinStudies(
        reports,
        projections,
        TableEncoding.UTF_8,
        ImagePaths.AS_NAMED,
        EnumSet.allOf(Modality.class),
        true);
  }

  /** Encoding of those of the two tables that begin with no byte order mark; UTF-8 unless given. */
  public JoinStudies withEncoding(TableEncoding named) {
    return new JoinStudies(reports, projections, named, images, modalities, imageCheck);
  }

  /** The folder of the images; each that is taken must be there and decode, unless unchecked. */
  public JoinStudies withImages(String folder) {
    return new JoinStudies(
        reports, projections, encoding, new ImageFolder(folder), modalities, imageCheck);
  }

  /**
   * What a study must have; without {@link Modality#IMAGE} views are neither needed nor kept,
   * without {@link Modality#TEXT} the caption may be empty.
   */
  public JoinStudies withModalities(Set<Modality> needed) {
    return new JoinStudies(
        reports, projections, encoding, images, EnumSet.copyOf(needed), imageCheck);
  }

  /** Leaves it to later stages to find images that are missing or cannot be decoded. */
  public JoinStudies withoutImageCheck() {
    return new JoinStudies(reports, projections, encoding, images, modalities, false);
  }

  @Override
  public JoinedStudies expand(PBegin begin) {
    List<PCollection<Quarantined>> quarantined = new ArrayList<>();
    PCollection<KV<Integer, ReportRow>> reportRows =
        FindFile.open(begin, "Reports", reports)
            .apply("ReadReports", WithQuarantine.of(new ReadReports(encoding)))
            .quarantinedTo(quarantined);
    PCollection<KV<Integer, ProjectionRow>> projectionRows =
        FindFile.open(begin, "Projections", projections)
            .apply("ReadProjections", WithQuarantine.of(new ReadProjections(encoding)))
            .quarantinedTo(quarantined);
    MatchViews match =
        new MatchViews(
            REPORTS_OF_UID, PROJECTIONS_OF_UID, reports, projections, images, modalities);
    PCollection<Study> matched =
        KeyedPCollectionTuple.of(REPORTS_OF_UID, reportRows)
            .and(PROJECTIONS_OF_UID, projectionRows)
            .apply("JoinByBucket", CoGroupByKey.create())
            .apply("MatchViews", WithQuarantine.of(match))
            .quarantinedTo(quarantined);
    PCollection<Study> checked =
        imageCheck && images.canBeRead() && modalities.contains(Modality.IMAGE)
            ? matched
                .apply("CheckImages", WithQuarantine.of(new CheckImages()))
                .quarantinedTo(quarantined)
            : matched;
    return JoinedStudies.of(checked, quarantined);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("reports", reports).withLabel("Reports"))
        .add(DisplayData.item("projections", projections).withLabel("Projections"))
        .add(DisplayData.item("encoding", encoding.name()).withLabel("Encoding of the tables"))
        .add(DisplayData.item("images", images.toString()).withLabel("Folder of the images"))
        .add(DisplayData.item("modalities", modalities.toString()).withLabel("Modalities"))
        .add(DisplayData.item("imageCheck", imageCheck).withLabel("Images are decoded"));
  }
}
