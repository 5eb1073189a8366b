package io.gauntlet.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.model.RecipePreset;
import io.gauntlet.model.VictimKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {

  @ParameterizedTest
  @CsvSource({
    "IMAGE, 13, 1e-4",
    "TEXT,  5,  2e-5",
    "EARLY, 5,  1e-4",
    "LATE,  5,  1e-5",
  })
  void thePapersNumbers(VictimKind kind, int epochs, double learningRate) {
    Recipe recipe = RecipePreset.named("paper").of(kind);
    assertEquals(epochs, recipe.epochs());
    assertEquals(learningRate, recipe.learningRate());
    assertEquals(128, recipe.batch());
  }

  @Test
  void anUnknownPresetIsNamedBesideThoseThatThereAre() {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> RecipePreset.named("papr"));
    assertEquals("no recipe is named 'papr'; there are [demo, paper]", error.getMessage());
  }

  @Test
  void anEnsembleHasNoRecipe() {
    assertThrows(IllegalArgumentException.class, () -> RecipePreset.DEMO.of(VictimKind.ENSEMBLE));
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    Recipe recipe = RecipePreset.DEMO.of(VictimKind.TEXT);
    assertThrows(IllegalArgumentException.class, () -> recipe.withEpochs(0));
    assertThrows(IllegalArgumentException.class, () -> recipe.withBatch(0, 1));
    assertThrows(IllegalArgumentException.class, () -> recipe.withBatch(8, 9));
    assertThrows(IllegalArgumentException.class, () -> recipe.withLearningRate(0, 0));
    assertThrows(IllegalArgumentException.class, () -> recipe.withLearningRate(Double.NaN, 0));
    assertThrows(IllegalArgumentException.class, () -> recipe.withLearningRate(1, -1));
    assertThrows(IllegalArgumentException.class, () -> recipe.withPlateau(-1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> recipe.withPlateau(1, 1));
    assertThrows(IllegalArgumentException.class, () -> recipe.withClipNorm(-1));
  }

  @Test
  void balancedClassesCountTheSame() {
    float[] weights = ClassWeights.BALANCED.of(new int[] {0, 0, 0, 1});
    assertEquals(2 / 3f, weights[0], 1e-6);
    assertEquals(2f, weights[3], 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1,", "0,1", "-1,1", "equal", "1,2,3"})
  void otherClassWeightsAreRefused(String text) {
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> ClassWeights.parse(text));
    assertTrue(error.getMessage().contains("give"), error.getMessage());
  }
}
