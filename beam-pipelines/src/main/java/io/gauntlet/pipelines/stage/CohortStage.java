package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.options.Checks;
import io.gauntlet.pipelines.options.CohortOptions;
import io.gauntlet.pipelines.options.PrepareCohortOptions;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.CohortFiles;
import io.gauntlet.transforms.cohort.JoinedStudies;
import io.gauntlet.transforms.cohort.SplitStudies;
import io.gauntlet.transforms.cohort.StudySources;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** The first stage: reports and pictures joined into studies, split, and written. */
public final class CohortStage {
  /** Names the stage's files. */
  public static final String NAME = "cohort";

  private CohortStage() {}

  /** How the options have a cohort joined. */
  public static PTransform<PBegin, JoinedStudies> join(CohortOptions options) {
    return StudySources.named(options.getSource())
        .read(
            new CohortFiles(
                options.getReports(),
                options.getProjections(),
                options.getImages(),
                Checks.modalities(options)));
  }

  /** How the options have a cohort split. */
  public static SplitStudies split(PrepareCohortOptions options) {
    return SplitStudies.withSeed(options.getSeed()).withTrainFraction(options.getTrainFraction());
  }

  /** Writes the studies of each part, and what could not be used. */
  public static void write(JoinedStudies joined, SplitStudies.Result split, RunLayout layout) {
    Quarantine.write(NAME, layout, joined.quarantined());
    split.train().apply("WriteTrain", write(layout.train()));
    split.test().apply("WriteTest", write(layout.test()));
  }

  private static AvroIO.Write<Study> write(String prefix) {
    return AvroIO.write(Study.class).to(prefix).withSuffix(RunLayout.AVRO);
  }

  /** The training part that this stage wrote in an earlier job. */
  public static PCollection<Study> readTrain(Pipeline pipeline, RunLayout layout) {
    return pipeline.apply("ReadTrain", read(layout.train()));
  }

  /** The test part that this stage wrote in an earlier job. */
  public static PCollection<Study> readTest(Pipeline pipeline, RunLayout layout) {
    return pipeline.apply("ReadTest", read(layout.test()));
  }

  private static AvroIO.Read<Study> read(String prefix) {
    return AvroIO.read(Study.class).from(RunLayout.shards(prefix));
  }
}
