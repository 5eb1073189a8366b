package io.gauntlet.pipelines.stage;

import io.gauntlet.pipelines.request.CohortRequest;
import io.gauntlet.pipelines.request.SplitRequest;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.cohort.JoinedStudies;
import io.gauntlet.transforms.cohort.SplitStudies;
import io.gauntlet.transforms.io.ReadRecords;
import io.gauntlet.transforms.io.ShardedFiles;
import io.gauntlet.transforms.io.WriteRecords;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

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

  /** Writes the studies of each part, and what could not be used. */
  public static void write(JoinedStudies joined, SplitStudies.Result split, RunLayout layout) {
    Quarantine.write(NAME, layout, joined.quarantined());
    split.train().apply("WriteTrain", write(layout.train()));
    split.test().apply("WriteTest", write(layout.test()));
  }

  private static WriteRecords<Study> write(ShardedFiles files) {
    return WriteRecords.of(Study.class, files);
  }

  /** The training part that this stage wrote in an earlier job. */
  public static PCollection<Study> readTrain(Pipeline pipeline, RunLayout layout) {
    return pipeline.apply("ReadTrain", ReadRecords.studies(layout.train()));
  }

  /** The test part that this stage wrote in an earlier job. */
  public static PCollection<Study> readTest(Pipeline pipeline, RunLayout layout) {
    return pipeline.apply("ReadTest", ReadRecords.studies(layout.test()));
  }
}
