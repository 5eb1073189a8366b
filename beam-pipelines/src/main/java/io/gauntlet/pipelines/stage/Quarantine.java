package io.gauntlet.pipelines.stage;

import io.gauntlet.schema.Quarantined;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/** What a stage could not use: written by the stage, counted by the report over all of them. */
public final class Quarantine {
  private Quarantine() {}

  /**
   * Writes what one stage could not use.
   *
   * @param stage names the files
   */
  static PCollection<Quarantined> write(
      String stage, RunLayout layout, List<PCollection<Quarantined>> parts) {
    PCollection<Quarantined> all =
        PCollectionList.of(parts).apply("Quarantined-" + stage, Flatten.pCollections());
    all.apply(
        "WriteQuarantine-" + stage,
        AvroIO.write(Quarantined.class).to(layout.quarantine(stage)).withSuffix(RunLayout.AVRO));
    return all;
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

  /** How many inputs could not be used, by reason. */
  static PCollectionView<Map<String, Long>> counts(List<PCollection<Quarantined>> stages) {
    return PCollectionList.of(stages)
        .apply("AllQuarantined", Flatten.pCollections())
        .apply("Reason", MapElements.into(TypeDescriptors.strings()).via(Quarantined::getReason))
        .apply("CountReasons", Count.perElement())
        .apply("AsReasons", View.asMap());
  }
}
