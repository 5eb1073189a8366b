package io.gauntlet.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeTest {
  private static final Recipe RECIPE =
      Recipe.of(3, 8, 1e-3, 2, 0.5, 7).withBatch(16, 4).withClipNorm(1);

  /** Models that were trained before are found again by a digest of this text. */
  @Test
  void theTextStaysAsItIs() {
    assertEquals(
        "Recipe[epochs=3, batch=16, accumulation=4, learningRate=0.001, warmupSteps=0, patience=2,"
            + " factor=0.5, clipNorm=1.0, classWeights="
            + ClassWeights.NONE
            + ", seed=7]",
        RECIPE.toString());
  }

  @Test
  void theCardOfAModelHasEachNumberByItsName() throws IOException {
    ObjectMapper json = new ObjectMapper();
    String text = json.writeValueAsString(RECIPE);
    assertEquals(
        "{\"epochs\":3,\"batch\":16,\"accumulation\":4,\"learningRate\":0.001,\"warmupSteps\":0,"
            + "\"patience\":2,\"factor\":0.5,\"clipNorm\":1.0,\"classWeights\":"
            + json.writeValueAsString(ClassWeights.NONE)
            + ",\"seed\":7}",
        text);
    assertEquals(RECIPE, json.readValue(text, Recipe.class));
  }

  @Test
  void aNumberOutOfItsRangeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> RECIPE.withBatch(4, 5));
    assertThrows(IllegalArgumentException.class, () -> RECIPE.withLearningRate(0, 0));
  }

  @Test
  void aDefenceIsReadBackAndOnlyWrittenWhereThereIsOne() throws Exception {
    ObjectMapper json = new ObjectMapper();
    Recipe robust = RECIPE.withDefence(Defence.named("trades").withEpsilon(0.01).withBeta(2));
    assertEquals(robust, json.readValue(json.writeValueAsString(robust), Recipe.class));
    assertFalse(json.writeValueAsString(RECIPE).contains("defence"));
    WordDefence synonyms = WordDefence.by("synonym-random").with("fraction", "0.4");
    for (Defence defence : List.of(robust.defence(), Defence.NONE)) {
      Recipe words = RECIPE.withDefence(defence.withWords(synonyms));
      assertEquals(words, json.readValue(json.writeValueAsString(words), Recipe.class));
      assertTrue(words.toString().endsWith(";words=synonym-random:fraction=0.4]"));
    }
  }
}
