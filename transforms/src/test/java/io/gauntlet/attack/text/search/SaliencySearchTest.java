package io.gauntlet.attack.text.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.BagOfWords;
import io.gauntlet.attack.text.words.Constraint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SaliencySearchTest {
  private static final Map<String, List<String>> SYNONYMS =
      Map.of("a", List.of("a1", "a2"), "b", List.of("b1"), "c", List.of("c1"), "d", List.of("d1"));

  @Test
  void ordersAsThePaperDoesWhereTextAttackDoesNot() {
    // The clean margin is 3 - 1 = 2 and P = 0.881. Without a it is -1, without b it is 3:
    //   a -> a1: saliency 0.612, P = 0.731, so exp(S) dP = 1.844 * 0.150 = 0.276
    //   b -> b1: saliency -0.072, P = 0.5,  so exp(S) dP = 0.931 * 0.381 = 0.354: first
    // With exp(S) (1 - P) it would be 0.496 for a and 0.465 for b.
    BagOfWords victim = new BagOfWords(Map.of("a", 3, "a1", 2, "a2", 3, "b", -1, "b1", -3));
    assertEquals(new AttackedText("a x b1", 1, 3, 1 + 2 + 3), run(victim, "a x b", 1, 99));
    assertEquals(List.of(1, 5), victim.calls.stream().map(List::size).toList());
  }

  @Test
  void everyFurtherWordCostsOneQuery() {
    // c: 4 -> 1 and d: 3 -> 1 of a margin of 7: each in turn, until 2 is left of it.
    BagOfWords victim = new BagOfWords(Map.of("c", 4, "c1", 1, "d", 3, "d1", 1));
    assertEquals(new AttackedText("c1 d1", 2, 2, 1 + 2 + 2 + 1), run(victim, "c d", 1, 99));
    assertEquals(List.of(1, 4, 1), victim.calls.stream().map(List::size).toList());
  }

  @Test
  void wordsThatDoNotHelpAreChangedTooButNotKept() {
    BagOfWords victim = new BagOfWords(Map.of("c", 4, "c1", 1, "d", 1, "d1", 3));
    // c1 helps, d1 then harms: three captions of two words are scored, the best has one change.
    assertEquals(new AttackedText("c1 d", 1, 2, 6), run(victim, "c d", 1, 99));
  }

  @Test
  void theBudgetOfWordsEndsTheSearch() {
    BagOfWords victim = new BagOfWords(Map.of("c", 4, "c1", 1, "d", 3, "d1", 1));
    assertEquals(new AttackedText("c1 d", 1, 2, 5), run(victim, "c d", 0.5, 99));
  }

  @Test
  void theBudgetOfQueriesEndsTheSearchWithoutError() {
    for (int most = 1; most <= 9; most++) {
      BagOfWords victim = new BagOfWords(Map.of("c", 4, "c1", 1, "d", 3, "d1", 1));
      AttackedText result = run(victim, "c d", 1, most);
      assertEquals(Math.min(most, 6), result.queries());
      assertEquals(result.queries(), victim.calls.stream().mapToInt(List::size).sum());
      // Asked in order: clean, c unknown, c1, d unknown, d1, and both.
      assertEquals(
          most < 3 ? "c d" : most < 6 ? "c1 d" : "c1 d1", result.caption(), "at most " + most);
    }
  }

  @Test
  void whatIsMisreadAlreadyOrHasNoWordsStays() {
    BagOfWords victim = new BagOfWords(Map.of("c", -4));
    assertEquals(new AttackedText("c", 0, 1, 1), run(victim, "c", 1, 99));
    assertEquals(new AttackedText("", 0, 0, 1), run(victim, "", 1, 99));
    BagOfWords other = new BagOfWords(Map.of("x", 4));
    AttackedText result = run(other, "x", 1, 99);
    assertEquals(new AttackedText("x", 0, 1, 1), result);
    assertTrue(other.calls.size() == 1);
  }

  private static AttackedText run(
      BagOfWords victim, String caption, double fraction, long maxQueries) {
    SearchSpace space =
        new SearchSpace(
            (words, i) -> SYNONYMS.getOrDefault(words.get(i), List.of()),
            Constraint.none(),
            fraction);
    TextTarget target = new TextTarget(0, "u", caption, 1, 0);
    return new SaliencySearch(space, maxQueries).attack(victim, List.of(target)).get(0);
  }
}
