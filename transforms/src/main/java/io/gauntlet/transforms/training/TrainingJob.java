package io.gauntlet.transforms.training;

import io.gauntlet.model.nn.ComputeDevice;
import io.gauntlet.schema.ModelReference;
import java.io.Serializable;

/**
 * Where a victim is trained and put, and with which seeds.
 *
 * @param victim what is trained
 * @param models folder under which the model folders are written
 * @param seeds with which it is trained
 * @param device where it is trained
 * @param threshold where it decides
 */
record TrainingJob(
    TrainableVictim victim,
    String models,
    TrainingSeeds seeds,
    ComputeDevice device,
    ThresholdChoice threshold)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** The same, deciding elsewhere. */
  TrainingJob withThreshold(ThresholdChoice other) {
    return new TrainingJob(victim, models, seeds, device, other);
  }

  /** The model folder of a seed. */
  String folder(long seed) {
    return models + "/" + seeds.folder(seed) + victim.name();
  }

  /** What lines of the log call the victim of a seed. */
  String describe(long seed) {
    return victim.name() + seeds.describe(seed);
  }

  /** A reference to the model of a seed. */
  ModelReference reference(long seed, String digest) {
    return new ModelReference(
        victim.name(), folder(seed), digest, seeds.replica(seed).orElse(null));
  }
}
