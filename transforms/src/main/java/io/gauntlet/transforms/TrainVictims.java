package io.gauntlet.transforms;

import io.gauntlet.schema.ModelReference;
import io.gauntlet.schema.Quarantined;
import io.gauntlet.transforms.io.NamedOutputs;
import java.util.Map;
import org.apache.beam.sdk.values.PCollection;

/** Trains victims on studies. */
public final class TrainVictims {
  private TrainVictims() {}

  /**
   * What was trained, and what could not be used for it.
   *
   * @param models a reference to the model folder of each victim
   * @param quarantined studies that could not be read
   */
  public record Result(PCollection<ModelReference> models, PCollection<Quarantined> quarantined)
      implements NamedOutputs {

    @Override
    public Map<String, PCollection<?>> byName() {
      return Map.of("models", models, "quarantined", quarantined);
    }
  }
}
