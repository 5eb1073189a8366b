package io.gauntlet.attack.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.NoOpposites;
import io.gauntlet.attack.text.words.ProtectedWords;
import io.gauntlet.attack.text.words.SamePartOfSpeech;
import io.gauntlet.attack.text.words.StopWords;
import io.gauntlet.attack.text.words.WordLength;
import io.gauntlet.attack.text.words.WordNet;
import io.gauntlet.attack.text.words.Words;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no", "No", "NO", "nO", "not", "WITHOUT", "Nor", "Never", "no-change", "non-displaced",
        "isn't", "Don't", "negative", "denies", "5", "5cm", "t9", "1-2", "\u00bd", "Two",
        "three-vessel"
      })
  void aNegationOrNumberStaysAndNothingBecomesOne(String word) {
    Constraint constraint = new ProtectedWords();
    Words words = Words.of(word + " pneumothorax");
    assertFalse(constraint.allows(words, 0));
    assertTrue(constraint.allows(words, 1));
    assertFalse(constraint.allows(words, 1, word));
    assertTrue(constraint.allows(words, 1, "effusion"));
  }

  @Test
  void wordsThatOnlyLookLikeNegationsMayChange() {
    for (String word : List.of("now", "node", "nodule", "nonetheless", "normal", "notch", "once")) {
      assertTrue(new ProtectedWords().allows(Words.of(word), 0), word);
    }
  }

  @Test
  void stopWordsStayInEveryCase() {
    Words words = Words.of("The HEART is No larger than it Was");
    assertEquals(List.of(1, 4), allowed(new StopWords(), words));
  }

  @Test
  void nothingBecomesAStopWord() {
    assertFalse(new StopWords().allows(Words.of("heart"), 0, "Is"));
    assertTrue(new StopWords().allows(Words.of("heart"), 0, "lung"));
  }

  @ParameterizedTest
  @CsvSource({
    "normal, abnormal",
    "unremarkable, remarkable",
    "displaced, nondisplaced",
    "left, right",
    "small, large",
    "Increased, decreased",
    "typical, atypical",
  })
  void nothingBecomesItsOpposite(String word, String opposite) {
    Constraint constraint = new NoOpposites();
    assertFalse(constraint.allows(Words.of(word), 0, opposite));
    assertFalse(constraint.allows(Words.of(opposite), 0, word));
    assertTrue(constraint.allows(Words.of(word), 0, "heart"));
  }

  @Test
  void shortWordsStay() {
    Words words = Words.of("a ap view");
    assertEquals(List.of(1, 2), allowed(new WordLength(2), words));
    assertEquals(List.of(2), allowed(new WordLength(3), words));
  }

  @Test
  void bothConstraintsHold() {
    Constraint both = new WordLength(3).and(new ProtectedWords());
    Words words = Words.of("a not ap view");
    assertEquals(List.of(3), allowed(both, words));
    assertFalse(both.allows(words, 3, "no"));
    assertTrue(both.allows(words, 3, "it"));
  }

  @Test
  void thePartOfSpeechIsThatOfThisOccurrence() {
    Constraint same = new SamePartOfSpeech();
    Words words = Words.of("there is a large left effusion. the patient left quickly.");
    int adjective = 4;
    int verb = 8;
    assertEquals("left", words.get(adjective));
    assertEquals("left", words.get(verb));
    assertTrue(same.allows(words, verb, "depart"));
    assertFalse(same.allows(words, adjective, "depart"));
  }

  @Test
  void whatWordNetDoesNotKnowIsTaggedInItsPlace() {
    Constraint same = new SamePartOfSpeech();
    Words words = Words.of("the heart is normal in size.");
    assertTrue(WordNet.entry("cardiomediastinum").partsOfSpeech().isEmpty());
    assertTrue(same.allows(words, 1, "cardiomediastinum"));
    assertTrue(same.allows(words, 3, "enormous"));
    assertFalse(same.allows(words, 3, "slowly"));
    assertFalse(same.allows(words, 1, "quickly"));
  }

  private static List<Integer> allowed(Constraint constraint, Words words) {
    return IntStream.range(0, words.size())
        .filter(i -> constraint.allows(words, i))
        .boxed()
        .toList();
  }
}
