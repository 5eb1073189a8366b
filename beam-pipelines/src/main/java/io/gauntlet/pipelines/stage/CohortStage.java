package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.CohortRequest;
import io.gauntlet.pipelines.request.SplitRequest;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.JoinStudies;
import io.gauntlet.transforms.cohort.SplitStudies;
import io.gauntlet.transforms.io.ReadRecords;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * The first stage: reports and pictures joined into studies, split, and written.
 *
 * @param train the training part
 * @param test the test part
 * @param quarantined what could not be used
 */
public record CohortStage(
    PCollection<Study> train, PCollection<Study> test, PCollection<Quarantined> quarantined) {
  public static final String NAME = "cohort";

  /** Adds the stage to a graph. */
  public static CohortStage add(
      Pipeline pipeline, RunLayout layout, CohortRequest request, SplitRequest parts) {
    PCollectionTuple joined = pipeline.apply("JoinStudies", join(request));
    PCollectionTuple split =
        joined
            .get(JoinStudies.STUDIES)
            .apply(
                "SplitStudies",
                SplitStudies.withSeed(parts.seed()).withTrainFraction(parts.trainFraction()));
    CohortStage stage =
        new CohortStage(
            split.get(SplitStudies.TRAIN),
            split.get(SplitStudies.TEST),
            Quarantine.write(NAME, layout, List.of(joined.get(JoinStudies.QUARANTINED))));
    stage.train.apply("WriteTrain", write(layout.train()));
    stage.test.apply("WriteTest", write(layout.test()));
    return stage;
  }

  /** The join alone. */
  public static PTransform<PBegin, PCollectionTuple> join(CohortRequest request) {
    return request.reader().read(request.files());
  }

  /** A part that this stage wrote in an earlier job. */
  public static PCollection<Study> read(Pipeline pipeline, String name, String prefix) {
    return pipeline.apply(name, ReadRecords.studies(RunLayout.shards(prefix)));
  }

  private static AvroIO.Write<Study> write(String prefix) {
    return AvroIO.write(Study.class).to(prefix).withSuffix(RunLayout.AVRO);
  }
}
