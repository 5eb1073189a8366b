package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.CohortRequest;
import io.gauntlet.pipelines.request.SplitRequest;
import io.gauntlet.plan.run.KeptCaptions;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.JoinedStudies;
import io.gauntlet.transforms.cohort.PortableImages;
import io.gauntlet.transforms.cohort.RequireBothParts;
import io.gauntlet.transforms.cohort.RequireUnseen;
import io.gauntlet.transforms.cohort.SplitStudies;
import io.gauntlet.transforms.io.ReadRecords;
import io.gauntlet.transforms.io.ShardedFiles;
import io.gauntlet.transforms.io.WriteRecords;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;

/** The first stage: reports and images joined into studies, split, and written. */
public final class CohortStage {
  /** Names the stage's files. */
  public static final String NAME = "cohort";

  private CohortStage() {}

  /** The join that is asked for. */
  public static PTransform<PBegin, JoinedStudies> join(CohortRequest request) {
    return request.reader().read(request.files());
  }

  /** The split that is asked for. */
  public static SplitStudies split(SplitRequest request) {
    return SplitStudies.withSeed(request.seed()).withTrainFraction(request.trainFraction());
  }

  /** Fails the pipeline where studies were split into one part alone. */
  public static void requireBothParts(
      Pipeline pipeline, SplitStudies.Result split, SplitRequest request) {
    pipeline.apply("RequireBothParts", RequireBothParts.of(split, request.trainFraction()));
  }

  /**
   * Fails the pipeline where models would be asked about studies that they were trained on, as far
   * as the run that trained them left its studies.
   *
   * @param test studies that are attacked
   * @param models run that trained them
   */
  public static void requireUnseen(PCollection<Study> test, RunLayout models) {
    PCollection<Study> trained =
        test.getPipeline()
            .apply("ReadTrained " + models.folder(), ReadRecords.studies(models.train()).orNone());
    test.apply("RequireUnseen " + models.folder(), RequireUnseen.by(trained, models.folder()));
  }

  /** Writes the studies of each part with their captions, and what could not be used. */
  public static void write(JoinedStudies joined, SplitStudies.Result split, RunLayout layout) {
    write(joined, split, layout, KeptCaptions.ALL);
  }

  /** Writes the studies of each part, and what could not be used. */
  static void write(
      JoinedStudies joined, SplitStudies.Result split, RunLayout layout, KeptCaptions captions) {
    Quarantine.write(NAME, layout, joined.quarantined(), joined.studies());
    PortableImages images = new PortableImages(layout.folder());
    SerializableFunction<Study, Study> record = study -> captions.written(images.toRecord(study));
    write("Train", split.train(), record, layout.train());
    write("Test", split.test(), record, layout.test());
  }

  private static void write(
      String part,
      PCollection<Study> studies,
      SerializableFunction<Study, Study> record,
      ShardedFiles files) {
    studies
        .apply("NameImages" + part, MapElements.into(TypeDescriptor.of(Study.class)).via(record))
        .apply("Write" + part, WriteRecords.of(Study.class, files));
  }

  /** The training part that this stage wrote in an earlier job. */
  public static PCollection<Study> readTrain(Pipeline pipeline, RunLayout layout) {
    return read(pipeline, "Train", layout.train(), layout);
  }

  /** The test part that this stage wrote in an earlier job. */
  public static PCollection<Study> readTest(Pipeline pipeline, RunLayout layout) {
    return read(pipeline, "Test", layout.test(), layout);
  }

  /** The reports of both parts, as far as they are there: for their words, not their images. */
  public static PCollection<Study> readAll(Pipeline pipeline, RunLayout layout) {
    return PCollectionList.of(
            pipeline.apply("ReadTrainReports", ReadRecords.studies(layout.train()).orNone()))
        .and(pipeline.apply("ReadTestReports", ReadRecords.studies(layout.test()).orNone()))
        .apply("AllReports", Flatten.pCollections());
  }

  /** The reports of the training part, as far as they are there: for what words they use. */
  public static PCollection<Study> readReports(Pipeline pipeline, RunLayout layout) {
    return pipeline.apply("ReadKnownReports", ReadRecords.studies(layout.train()).orNone());
  }

  private static PCollection<Study> read(
      Pipeline pipeline, String part, ShardedFiles files, RunLayout layout) {
    PortableImages images = new PortableImages(layout.folder());
    String withoutCaptions = EarlierRun.withoutCaptions(layout);
    return pipeline
        .apply("Read" + part, ReadRecords.studies(files))
        .apply(
            "FindImages" + part,
            MapElements.into(TypeDescriptor.of(Study.class))
                .via(study -> images.ofRecord(withCaption(study, withoutCaptions))));
  }

  /** A run whose folder says nothing of it may have left its captions out all the same. */
  private static Study withCaption(Study study, String withoutCaptions) {
    if (study.getCaptionDigest() != null) {
      throw new IllegalStateException(withoutCaptions);
    }
    return study;
  }
}
