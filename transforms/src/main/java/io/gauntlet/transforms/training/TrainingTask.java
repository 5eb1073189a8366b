package io.gauntlet.transforms.training;

import io.gauntlet.model.ComputeDevice;
import io.gauntlet.model.Fusion;
import io.gauntlet.model.train.Recipe;
import java.io.Serializable;
import java.util.List;

/**
 * What is trained, how, and where it is put.
 *
 * @param models folder under which the model folders are written
 * @param imageSide height and width of the pictures, in pixels
 * @param seeds a replica for each; empty for one model with the recipe's seed
 * @param encoder of a classifier of one modality; null for a fusion, which has those of its parents
 */
record TrainingTask(
    Fusion fusion,
    String models,
    int imageSide,
    Recipe recipe,
    List<Long> seeds,
    ComputeDevice device,
    EncoderChoice encoder)
    implements Serializable {

  TrainingTask {
    seeds = List.copyOf(seeds);
    if (seeds.stream().distinct().count() < seeds.size()) {
      throw new IllegalArgumentException("a seed is given twice in " + seeds);
    }
  }

  TrainingTask withRecipe(Recipe other) {
    return new TrainingTask(fusion, models, imageSide, other, seeds, device, encoder);
  }

  TrainingTask withImageSide(int side) {
    return new TrainingTask(fusion, models, side, recipe, seeds, device, encoder);
  }

  TrainingTask withSeeds(List<Long> others) {
    return new TrainingTask(fusion, models, imageSide, recipe, others, device, encoder);
  }

  TrainingTask withDevice(ComputeDevice other) {
    return new TrainingTask(fusion, models, imageSide, recipe, seeds, other, encoder);
  }

  TrainingTask withEncoder(EncoderChoice other) {
    return new TrainingTask(fusion, models, imageSide, recipe, seeds, device, other);
  }

  /** The seeds that are trained with. */
  List<Long> trainedSeeds() {
    return seeds.isEmpty() ? List.of(recipe.seed()) : seeds;
  }

  /** What a reference names as its replica; null where there is one model. */
  Long replica(long seed) {
    return seeds.isEmpty() ? null : (Long) seed;
  }

  /** The model folder of a seed. */
  String folder(long seed) {
    return models + (seeds.isEmpty() ? "/" : "/seed-" + seed + "/") + fusion.classifier();
  }
}
