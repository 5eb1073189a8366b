package io.gauntlet.transforms.cohort.manifest;

import com.google.common.collect.ImmutableList;
import io.gauntlet.data.Modality;
import io.gauntlet.data.Views;
import io.gauntlet.data.manifest.CohortLayout;
import io.gauntlet.data.manifest.CohortRow;
import io.gauntlet.data.manifest.LabelRule;
import io.gauntlet.data.manifest.StudyAssembly;
import io.gauntlet.data.table.TableEncoding;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.CheckImages;
import io.gauntlet.transforms.cohort.ImageFolder;
import io.gauntlet.transforms.cohort.ImagePaths;
import io.gauntlet.transforms.cohort.JoinedStudies;
import io.gauntlet.transforms.io.FindFile;
import io.gauntlet.transforms.io.WithQuarantine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Reads the studies of a cohort whose tables have columns of their own: the rows of all tables that
 * have the same uid are one study.
 *
 * <pre>{@code
 * JoinedStudies cohort =
 *     pipeline.apply(
 *         ReadCohort.of(layout, LabelRule.parse("finding:Pneumothorax"))
 *             .from("cohort.csv")
 *             .withImages("images"));
 * }</pre>
 *
 * <p>Every row that cannot be read, and every study that cannot be made, is quarantined with its
 * reason: those of the table, {@code duplicate-study}, those of {@link StudyAssembly#study}, and
 * where images are looked at {@code no-file}, {@code unreadable-picture} and {@code too-large}.
 */
public final class ReadCohort extends PTransform<PBegin, JoinedStudies> {
  private static final long serialVersionUID = 1;

  private final StudyAssembly assembly;
  private final TableEncoding encoding;
  private final ImmutableList<String> files;
  private final ImagePaths images;

  private ReadCohort(
      StudyAssembly assembly,
      TableEncoding encoding,
      ImmutableList<String> files,
      ImagePaths images) {
    this.assembly = assembly;
    this.encoding = encoding;
    this.files = files;
    this.images = images;
  }

  /**
   * A cohort in UTF-8, whose studies have text and both views.
   *
   * @param layout what the columns are
   * @param label which class a study is of
   */
  public static ReadCohort of(CohortLayout layout, LabelRule label) {
    return new ReadCohort(
        StudyAssembly.of(layout, label),
        TableEncoding.UTF_8,
        ImmutableList.of(),
        ImagePaths.AS_NAMED);
  }

  /**
   * Its tables, in the order of the layout.
   *
   * @throws IllegalArgumentException when the layout has more or fewer
   */
  public ReadCohort from(String... tables) {
    if (tables.length != assembly.layout().size()) {
      throw new IllegalArgumentException(
          "the layout has %s tables and %s files are named; name one for each"
              .formatted(assembly.layout().size(), tables.length));
    }
    return new ReadCohort(assembly, encoding, ImmutableList.copyOf(tables), images);
  }

  /** Encoding of those of the tables that begin with no byte order mark; UTF-8 unless given. */
  public ReadCohort withEncoding(TableEncoding named) {
    return new ReadCohort(assembly, named, files, images);
  }

  /** The views that a study must have; frontal and lateral unless given. */
  public ReadCohort withViews(Views needed) {
    return new ReadCohort(assembly.withViews(needed), encoding, files, images);
  }

  /**
   * What a study must have; without {@link Modality#IMAGE} images are neither needed nor kept,
   * without {@link Modality#TEXT} the caption may be empty.
   */
  public ReadCohort withModalities(Set<Modality> needed) {
    return new ReadCohort(assembly.withModalities(needed), encoding, files, images);
  }

  /** The folder of the images; each that is taken must be there and decode. */
  public ReadCohort withImages(String folder) {
    return new ReadCohort(assembly, encoding, files, new ImageFolder(folder));
  }

  @Override
  public JoinedStudies expand(PBegin begin) {
    List<PCollection<Quarantined>> quarantined = new ArrayList<>();
    List<PCollection<KV<Integer, CohortRow>>> tables = new ArrayList<>();
    for (int table = 0; table < files.size(); table++) {
      tables.add(
          FindFile.open(begin, "Table" + table, files.get(table))
              .apply(
                  "Read" + table, WithQuarantine.of(new ReadCohortRows(assembly, encoding, table)))
              .quarantinedTo(quarantined));
    }
    PCollection<Study> studies =
        PCollectionList.of(tables)
            .apply("AllRows", Flatten.pCollections())
            .apply("JoinByBucket", GroupByKey.create())
            .apply("AssembleStudies", WithQuarantine.of(new AssembleStudies(assembly, images)))
            .quarantinedTo(quarantined);
    PCollection<Study> checked =
        images.canBeRead() && assembly.modalities().contains(Modality.IMAGE)
            ? studies
                .apply("CheckImages", WithQuarantine.of(new CheckImages()))
                .quarantinedTo(quarantined)
            : studies;
    return JoinedStudies.of(checked, quarantined);
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    super.populateDisplayData(builder);
    builder
        .add(DisplayData.item("tables", files.toString()).withLabel("Tables"))
        .add(DisplayData.item("label", assembly.label().toString()).withLabel("Label"))
        .add(DisplayData.item("encoding", encoding.name()).withLabel("Encoding"))
        .add(DisplayData.item("views", assembly.views().names().toString()).withLabel("Views"))
        .add(
            DisplayData.item("missingViews", assembly.views().missing().label())
                .withLabel("Of a study that lacks a view"))
        .add(DisplayData.item("images", images.toString()).withLabel("Folder of the images"))
        .add(
            DisplayData.item("modalities", assembly.modalities().toString())
                .withLabel("Modalities"));
  }
}
