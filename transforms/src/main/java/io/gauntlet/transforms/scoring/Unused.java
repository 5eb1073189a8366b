package io.gauntlet.transforms.scoring;

import io.gauntlet.schema.Outcome;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.transforms.io.RowReasons;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The studies that two runs could not use, each as its uid and the code of the reason.
 *
 * @param byReference that the reference could not use
 * @param byCandidate that the candidate could not use
 * @param original what the reference said before it was asked as the candidate was; nothing where
 *     it was not
 */
record Unused(
    PCollection<KV<String, String>> byReference,
    PCollection<KV<String, String>> byCandidate,
    PCollection<Outcome> original) {

  /** All studies were used. */
  static Unused none(Pipeline pipeline) {
    return new Unused(
        studies(pipeline, "Reference", List.of()),
        studies(pipeline, "Candidate", List.of()),
        nothing(pipeline, "NoOriginal", Outcome.class));
  }

  /** No element of a kind. */
  static <T> PCollection<T> nothing(Pipeline pipeline, String name, Class<T> kind) {
    return pipeline.apply(name, Create.empty(TypeDescriptor.of(kind)));
  }

  /** The studies of what a run put into quarantine: rows without a uid, and attacks, are none. */
  static PCollection<KV<String, String>> studies(
      Pipeline pipeline, String run, List<PCollection<Quarantined>> quarantine) {
    PCollection<Quarantined> all =
        quarantine.isEmpty()
            ? nothing(pipeline, "NoneOf" + run, Quarantined.class)
            : PCollectionList.of(quarantine).apply("QuarantineOf" + run, Flatten.pCollections());
    return all.apply("StudiesOf" + run, Filter.by(Unused::isStudy))
        .apply(
            "ReasonsOf" + run,
            MapElements.into(
                    TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.strings()))
                .via(study -> KV.of(study.getUid(), study.getReason())));
  }

  private static boolean isStudy(Quarantined bad) {
    return !bad.getUid().isEmpty() && !RowReasons.isRepeated(bad);
  }
}
