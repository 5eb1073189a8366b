package io.gauntlet.attack.text.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.BagOfWords;
import io.gauntlet.attack.text.NamedAttacks;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordNetSynonymsTest {
  private static final List<String> WORDS =
      List.of(
          "normal",
          "lungs",
          "heart",
          "size",
          "acute",
          "clear",
          "pleural",
          "effusion",
          "follow-up",
          "pneumothorax",
          "xxxx",
          "seen",
          "galore",
          "o'clock",
          "-",
          "mediastinal",
          "unremarkable");

  @Test
  void normalHasSynonymsOfOneWord() {
    List<String> found = synonyms("normal");
    assertTrue(found.size() > 1, found.toString());
    assertFalse(found.contains("normal"));
    assertEquals(found, synonyms("Normal"));
  }

  @Test
  void everyAnswerIsSortedLowerCasedSingleWords() {
    for (String word : WORDS) {
      List<String> found = synonyms(word);
      assertEquals(found.stream().distinct().sorted().toList(), found);
      for (String name : found) {
        assertTrue(Words.isWord(name), name);
        assertEquals(name.toLowerCase(Locale.ROOT), name);
        assertFalse(name.equals(word), name);
      }
    }
    assertTrue(synonyms("xxxx").isEmpty());
  }

  @Test
  void aCompoundIsMoreThanItsParts() {
    assertFalse(synonyms("follow-up").contains("upward"));
    assertTrue(synonyms("follow-up").contains("review"));
  }

  @Test
  void manyThreadsGetTheSameAnswers() {
    List<List<String>> alone = WORDS.stream().map(WordNetSynonymsTest::synonyms).toList();
    WordNetSynonyms shared = new WordNetSynonyms();
    IntStream.range(0, 200)
        .parallel()
        .map(i -> i % WORDS.size())
        .forEach(
            i -> {
              Words words = Words.of("x").replace(0, WORDS.get(i));
              assertEquals(alone.get(i), shared.candidates(words, 0));
            });
  }

  @Test
  void theGreedyRecipeTurnsARealReport() {
    String caption = "the heart is normal in size. no pneumothorax.";
    BagOfWords victim = new BagOfWords(Map.of("normal", -2, "pneumothorax", 1));
    TextTarget target = new TextTarget(0, "u", caption, 0, 0);
    AttackedText result =
        NamedAttacks.of("synonym-greedy:fraction=0.2:plausible=off")
            .attack(victim, List.of(target))
            .get(0);
    String first = synonyms("normal").get(0);
    assertEquals(caption.replace("normal", first), result.caption());
    assertEquals(1, result.wordsChanged());
  }

  private static List<String> synonyms(String word) {
    return new WordNetSynonyms().candidates(Words.of("x").replace(0, word), 0);
  }
}
