package io.gauntlet.pipelines.stage;

import io.gauntlet.schema.Quarantined;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.values.PCollection;

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
        "WriteQuarantine-" + stage,
        AvroIO.write(Quarantined.class).to(layout.quarantine(stage)).withSuffix(RunLayout.AVRO));
  }

  /** What a stage of an earlier job could not use; nothing where it left no file. */
  public static PCollection<Quarantined> read(Pipeline pipeline, String stage, RunLayout layout) {
    return pipeline.apply(
        "ReadQuarantine-" + stage,
        AvroIO.read(Quarantined.class)
            .from(RunLayout.shards(layout.quarantine(stage)))
            .withEmptyMatchTreatment(EmptyMatchTreatment.ALLOW));
  }

  /** What all stages of a run could not use. */
  static PCollection<Quarantined> readAll(Pipeline pipeline, RunLayout layout) {
    return read(pipeline, "*", layout);
  }
}
