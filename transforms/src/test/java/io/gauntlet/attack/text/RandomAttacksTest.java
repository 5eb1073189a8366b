package io.gauntlet.attack.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.search.RandomWordSearch;
import io.gauntlet.attack.text.search.SearchSpace;
import io.gauntlet.attack.text.search.WordDeletion;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.Transformation;
import io.gauntlet.attack.text.words.WordNetSynonyms;
import io.gauntlet.attack.text.words.Words;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomAttacksTest {
  private static final Transformation TWO = (words, i) -> List.of("p" + i, "q" + i);

  private final BagOfWords victim = new BagOfWords(Map.of());

  @Test
  void randomReplacingChangesWhatTheFractionAllows() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 500; round++) {
      int size = random.nextInt(20);
      double fraction = 1 - random.nextDouble();
      String caption = caption(size);
      TextAttack attack = new RandomWordSearch(new SearchSpace(TWO, (words, i) -> true, fraction));
      AttackedText result = run(attack, caption, round);
      assertEquals(expected(fraction, size), result.wordsChanged());
      assertEquals(expected(fraction, size), differences(caption, result.caption()));
      assertEquals(0, result.queries());
      assertEquals(result, run(attack, caption, round));
    }
    assertEquals(List.of(), victim.calls);
  }

  @Test
  void randomReplacingDrawsWordsAndSynonyms() {
    TextAttack attack = new RandomWordSearch(new SearchSpace(TWO, (words, i) -> i > 0, 0.4));
    long distinct =
        IntStream.range(0, 400)
            .mapToObj(i -> run(attack, caption(4), i).caption())
            .distinct()
            .count();
    assertEquals(6, distinct);
  }

  @Test
  void halfOfTheWordsGo() {
    TextAttack attack = deletion(0.5);
    for (int size = 1; size < 30; size++) {
      AttackedText result = run(attack, caption(size), size);
      int gone = Math.max(1, size / 2);
      assertEquals(gone, result.wordsChanged());
      assertEquals(size, result.words());
      assertEquals(size - gone, Words.of(result.caption()).size());
      assertEquals(0, result.queries());
      assertEquals(result, run(attack, caption(size), size));
      assertTrue(result.caption().isEmpty() || !result.caption().contains("  "));
    }
    assertNotEquals(run(attack, caption(20), 1), run(attack, caption(20), 2));
    assertEquals(List.of(), victim.calls);
  }

  @Test
  void aCaptionWithoutWordsStays() {
    assertEquals(new AttackedText("", 0, 0, 0), run(deletion(0.5), "", 1));
    assertEquals(new AttackedText(" . ", 0, 0, 0), run(deletion(0.5), " . ", 1));
    assertEquals(new AttackedText("", 1, 1, 0), run(deletion(0.5), "normal.", 1));
    assertEquals(new AttackedText("", 4, 4, 0), run(deletion(1), caption(4), 1));
    assertEquals(new AttackedText("", 0, 0, 0), run(synonyms(0.5), "", 1));
  }

  @Test
  void refusesAFractionOutOfRange() {
    for (double fraction : List.of(0.0, -0.5, 1.01, Double.NaN)) {
      assertThrows(IllegalArgumentException.class, () -> deletion(fraction));
    }
  }

  private static TextAttack deletion(double fraction) {
    return new WordDeletion(Constraint.none(), fraction);
  }

  private static TextAttack synonyms(double fraction) {
    return new RandomWordSearch(
        new SearchSpace(new WordNetSynonyms(), Constraint.none(), fraction));
  }

  private AttackedText run(TextAttack attack, String caption, long seed) {
    return attack.attack(victim, List.of(new TextTarget(0, "u", caption, 1, seed))).get(0);
  }

  private static int expected(double fraction, int size) {
    return size == 0 ? 0 : Math.max(1, (int) Math.floor(fraction * size));
  }

  private static String caption(int size) {
    return String.join(" ", IntStream.range(0, size).mapToObj(i -> "w" + i).toList());
  }

  private static long differences(String clean, String attacked) {
    Words before = Words.of(clean);
    Words after = Words.of(attacked);
    assertEquals(before.size(), after.size());
    return IntStream.range(0, before.size())
        .filter(i -> !before.get(i).equals(after.get(i)))
        .count();
  }
}
