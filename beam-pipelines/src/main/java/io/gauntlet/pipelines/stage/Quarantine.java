package io.gauntlet.pipelines.stage;

import io.gauntlet.schema.Quarantined;
import io.gauntlet.transforms.io.ReadRecords;
import io.gauntlet.transforms.io.WriteRecords;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/** The files of what a stage could not use. */
public final class Quarantine {
  private Quarantine() {}

  /**
   * Writes what one stage could not use.
   *
   * @param stage names the files
   */
  static void write(String stage, RunLayout layout, PCollection<Quarantined> quarantined) {
    quarantined.apply(
        "WriteQuarantine-" + stage, WriteRecords.of(Quarantined.class, layout.quarantine(stage)));
  }

  /** What a stage of an earlier job could not use; nothing where it left no file. */
  public static PCollection<Quarantined> read(Pipeline pipeline, String stage, RunLayout layout) {
    return pipeline.apply(
        "ReadQuarantine-" + stage, ReadRecords.quarantined(layout.quarantine(stage)).orNone());
  }

  /** What all stages of a run could not use. */
  static PCollection<Quarantined> readAll(Pipeline pipeline, RunLayout layout) {
    return PCollectionList.of(
            Stream.of(CohortStage.NAME, TrainingStage.NAME, AttackStage.NAME)
                .map(stage -> read(pipeline, stage, layout))
                .toList())
        .apply("AllQuarantined", Flatten.pCollections());
  }
}
