package io.gauntlet.transforms;

import io.gauntlet.model.Fusion;
import io.gauntlet.model.Recipe;
import java.io.Serializable;

/**
 * What is trained, how, and where it is put.
 *
 * @param models folder under which the model folder is written
 * @param imageSide height and width of the pictures, in pixels
 */
record TrainingTask(Fusion fusion, String models, int imageSide, Recipe recipe)
    implements Serializable {

  TrainingTask withRecipe(Recipe other) {
    return new TrainingTask(fusion, models, imageSide, other);
  }

  TrainingTask withImageSide(int side) {
    return new TrainingTask(fusion, models, side, recipe);
  }
}
