package io.gauntlet.transforms.cohort;

import io.gauntlet.schema.Quarantined;
import io.gauntlet.schema.Study;
import io.gauntlet.transforms.io.NamedOutputs;
import java.util.Map;
import org.apache.beam.sdk.values.PCollection;

/**
 * The studies of a cohort, as a {@link StudySource} reads them.
 *
 * @param studies reports with what belongs to them; no uid is there twice
 * @param quarantined rows and images that could not be used
 */
public record JoinedStudies(PCollection<Study> studies, PCollection<Quarantined> quarantined)
    implements NamedOutputs {

  @Override
  public Map<String, PCollection<?>> byName() {
    return Map.of("studies", studies, "quarantined", quarantined);
  }
}
