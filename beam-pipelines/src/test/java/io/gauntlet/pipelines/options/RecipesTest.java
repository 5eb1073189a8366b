package io.gauntlet.pipelines.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.model.VictimKind;
import io.gauntlet.model.train.ClassWeights;
import io.gauntlet.model.train.Recipe;
import io.gauntlet.pipelines.cli.CommandLineOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipesTest {

  @Test
  void theDemosRecipeIsTheDefault() {
    RecipeOptions options = options();
    assertEquals(Recipe.of(15, 32, 2e-3, 2, 0.5, 1), Recipes.of(options, VictimKind.IMAGE));
    assertEquals(Recipe.of(30, 32, 1e-2, 2, 0.5, 1), Recipes.of(options, VictimKind.LATE));
    assertEquals(List.of(), Recipes.replicas(options));
  }

  @Test
  void whatIsGivenIsOtherThanInTheRecipe() {
    RecipeOptions options =
        options("--recipe=paper", "--accumulation=8", "--textEpochs=2", "--imageLearningRate=0.5");
    assertEquals(
        Recipe.of(13, 128, 0.5, 10, 0.1, 1).withBatch(128, 8),
        Recipes.of(options, VictimKind.IMAGE));
    assertEquals(
        Recipe.of(2, 128, 2e-5, 10, 0.1, 1).withBatch(128, 8),
        Recipes.of(options, VictimKind.TEXT));
  }

  @Test
  void everyValueCanBeGiven() {
    RecipeOptions options =
        options(
            "--imageEpochs=2",
            "--textEpochs=3",
            "--earlyEpochs=4",
            "--lateEpochs=5",
            "--imageLearningRate=0.2",
            "--textLearningRate=0.3",
            "--earlyLearningRate=0.4",
            "--lateLearningRate=0.5",
            "--batch=6",
            "--accumulation=2",
            "--warmupSteps=7",
            "--patience=8",
            "--factor=0.9",
            "--clipNorm=1.5",
            "--classWeights=2,1",
            "--seeds=4, 5,-6");
    int epochs = 2;
    for (VictimKind kind :
        List.of(VictimKind.IMAGE, VictimKind.TEXT, VictimKind.EARLY, VictimKind.LATE)) {
      assertEquals(
          Recipe.of(epochs, 6, epochs / 10.0, 8, 0.9, 1)
              .withBatch(6, 2)
              .withLearningRate(epochs / 10.0, 7)
              .withClipNorm(1.5)
              .withClassWeights(new ClassWeights(false, 2, 1)),
          Recipes.of(options, kind));
      epochs++;
    }
    assertEquals(List.of(4L, 5L, -6L), Recipes.replicas(options));
  }

  private static RecipeOptions options(String... arguments) {
    return CommandLineOptions.parse(RecipeOptions.class, List.of(arguments));
  }
}
