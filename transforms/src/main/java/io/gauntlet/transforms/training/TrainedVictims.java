package io.gauntlet.transforms.training;

import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.transforms.io.NamedOutputs;
import java.util.Map;
import org.apache.beam.sdk.values.PCollection;

/**
 * The victims that were trained on a cohort.
 *
 * @param victims a reference to the model folder of each
 * @param quarantined studies that could not be read while training
 */
public record TrainedVictims(
    PCollection<ModelReference> victims, PCollection<Quarantined> quarantined)
    implements NamedOutputs {

  @Override
  public Map<String, PCollection<?>> byName() {
    return Map.of("victims", victims, "quarantined", quarantined);
  }
}
