package io.gauntlet.attack.text.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextCandidate;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.BagOfWords;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.Transformation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GreedyWordSearchTest {
  /** {@code a} is worth 5 and may become worth 1, and so on down; {@code e} speaks for NORMAL. */
  private static final Map<String, Integer> WEIGHTS =
      Map.of(
          "a", 5, "b", 3, "c", 1, "a1", 1, "a2", 4, "b1", -1, "c1", 2, "e", -3, "e1", 2, "n", -4);

  private static final Map<String, List<String>> SYNONYMS =
      Map.of("a", List.of("a1", "a2"), "b", List.of("b1"), "c", List.of("c1"), "e", List.of("e1"));

  private static final Transformation STUB =
      (words, i) -> SYNONYMS.getOrDefault(words.get(i), List.of());

  private final BagOfWords victim = new BagOfWords(WEIGHTS);

  @Test
  void takesTheFewestWordsAndCountsEveryCaptionOnce() {
    // Clean 1, ranking 3; a becomes a1 (2 more): 9 -> 5; b becomes b1 (1 more): 5 -> 1; c only
    // rises (1 more).
    assertEquals(new AttackedText("x a1, b1 c.", 2, 4, 8), run("x a, b c.", 1, 1, Long.MAX_VALUE));
    assertEquals(List.of(1, 3, 2, 1, 1), callSizes());
  }

  @Test
  void stopsAsSoonAsTheVictimErrs() {
    // n is worth -4: 9 - 4 = 5; a to a1 gives 1; b to b1 gives -3; c is not tried.
    assertEquals(new AttackedText("n b1 a1 c", 2, 4, 1 + 3 + 2 + 1), run("n b a c", 1, 1, 99));
  }

  @Test
  void equalLogitsAreReadAsNormal() {
    assertEquals(new AttackedText("nothing", 0, 1, 1), run("nothing", 1, 1, 99));
    assertEquals(new AttackedText("nothing", 0, 1, 1), run("nothing", 0, 1, 99));
    // e to e1: from -3 + 1 to 2 + 1.
    assertEquals(new AttackedText("e1 c", 1, 2, 4), run("e c", 0, 1, 99));
  }

  @Test
  void whatIsMisreadAlreadyStays() {
    assertEquals(new AttackedText("a b", 0, 2, 1), run("a b", 0, 1, 99));
    assertEquals(new AttackedText("", 0, 0, 1), run("", 0, 1, 99));
    assertEquals(new AttackedText("", 0, 0, 1), run("", 1, 1, 99));
  }

  @Test
  void theBudgetOfWordsEndsTheSearch() {
    // A third of four words is one.
    assertEquals(new AttackedText("x a1, b c.", 1, 4, 6), run("x a, b c.", 1, 0.33, 99));
  }

  @Test
  void theBudgetOfQueriesEndsTheSearchWithoutError() {
    List<String> captions =
        Stream.of(1, 2, 3, 4, 5, 6, 7, 8, 9).map(q -> run("x a, b c.", 1, 1, q).caption()).toList();
    String clean = "x a, b c.";
    String one = "x a1, b c.";
    String two = "x a1, b1 c.";
    assertEquals(List.of(clean, clean, clean, clean, one, one, two, two, two), captions);
    for (int q = 1; q <= 9; q++) {
      assertEquals(Math.min(q, 8), run(clean, 1, 1, q).queries());
    }
  }

  @Test
  void aCaptionSeenBeforeCostsNothing() {
    Transformation repeating = (words, i) -> List.of("c1", "c1");
    SearchSpace space = new SearchSpace(repeating, Constraint.none(), 1);
    TextTarget target = target(0, "c [UNK]", 1);
    // Clean, two for the ranking, "c1 UNK" once and "c c1" once: nothing helps.
    AttackedText result =
        new GreedyWordSearch(space, WordImportance.UNKNOWN, 99)
            .attack(victim, List.of(target))
            .get(0);
    assertEquals(new AttackedText("c [UNK]", 0, 2, 5), result);
    victim.calls.forEach(call -> assertEquals(call.size(), new HashSet<>(call).size()));
  }

  @Test
  void aLoneStudyEndsAsItDoesInAPool() {
    SplittableRandom random = new SplittableRandom(3);
    List<String> letters = List.of("a", "b", "c", "e", "x");
    List<TextTarget> targets = new ArrayList<>();
    for (int row = 0; row < 60; row++) {
      List<String> words =
          IntStream.range(0, random.nextInt(8))
              .mapToObj(i -> letters.get(random.nextInt(5)))
              .toList();
      targets.add(target(row, String.join(" ", words), random.nextInt(2)));
    }
    GreedyWordSearch search = new GreedyWordSearch(space(0.5), WordImportance.UNKNOWN, 12);
    List<AttackedText> pooled = search.attack(victim, targets);
    int rounds = victim.calls.size();
    int longest = 0;
    for (int row = 0; row < targets.size(); row++) {
      victim.calls.clear();
      assertEquals(List.of(pooled.get(row)), search.attack(victim, targets.subList(row, row + 1)));
      longest = Math.max(longest, victim.calls.size());
      assertEquals(pooled.get(row).queries(), callSizes().stream().mapToInt(n -> n).sum());
      assertTrue(pooled.get(row).queries() <= 12);
      assertTrue(pooled.get(row).wordsChanged() <= Math.max(1, pooled.get(row).words() / 2));
    }
    assertEquals(longest, rounds);
  }

  @Test
  void refusesWhatMakesNoSense() {
    for (double fraction : List.of(0.0, -0.1, 1.1, Double.NaN)) {
      assertThrows(IllegalArgumentException.class, () -> space(fraction));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new GreedyWordSearch(space(0.1), WordImportance.UNKNOWN, 0));
    GreedyWordSearch search = new GreedyWordSearch(space(1), WordImportance.UNKNOWN, 5);
    List<TextTarget> targets = List.of(target(0, "a", 1));
    assertThrows(
        IllegalStateException.class, () -> search.attack(candidates -> List.of(), targets));
    assertEquals(List.of(), search.attack(victim, List.of()));
  }

  private AttackedText run(String caption, int label, double fraction, long maxQueries) {
    victim.calls.clear();
    GreedyWordSearch search =
        new GreedyWordSearch(space(fraction), WordImportance.UNKNOWN, maxQueries);
    AttackedText result = search.attack(victim, List.of(target(4, caption, label))).get(0);
    assertTrue(
        victim.calls.stream().flatMap(List::stream).map(TextCandidate::row).allMatch(r -> r == 4));
    return result;
  }

  private List<Integer> callSizes() {
    return victim.calls.stream().map(List::size).toList();
  }

  private static SearchSpace space(double fraction) {
    return new SearchSpace(STUB, Constraint.none(), fraction);
  }

  private static TextTarget target(int row, String caption, int label) {
    return new TextTarget(row, "uid-" + row, caption, label, 0);
  }
}
