package io.gauntlet.transforms.cohort;

import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.NamedOutputs;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * The studies of a cohort, as a {@link StudySource} reads them.
 *
 * @param studies reports with what belongs to them; no uid is there twice
 * @param quarantined rows and images that could not be used
 */
public record JoinedStudies(PCollection<Study> studies, PCollection<Quarantined> quarantined)
    implements NamedOutputs {

  /**
   * The end of a join: the studies are counted, and what was quarantined on the way is one
   * collection.
   */
  public static JoinedStudies of(
      PCollection<Study> studies, List<PCollection<Quarantined>> quarantined) {
    return new JoinedStudies(
        studies.apply("CountStudies", ParDo.of(new CountStudies())),
        PCollectionList.of(quarantined).apply("AllQuarantined", Flatten.pCollections()));
  }

  @Override
  public Map<String, PCollection<?>> byName() {
    return Map.of("studies", studies, "quarantined", quarantined);
  }
}
