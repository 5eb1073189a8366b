package io.gauntlet.attack.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextAttack;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.text.search.WordDeletion;
import io.gauntlet.attack.text.search.WorstDraw;
import io.gauntlet.attack.text.words.Constraint;
import io.gauntlet.attack.text.words.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RandomControlsTest {
  private final BagOfWords victim = new BagOfWords(Map.of("a", 4, "b", 2, "c", 1));

  @Test
  void wordsStayInTheirSentence() {
    TextAttack attack = NamedAttacks.of("word-shuffle");
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < 200; seed++) {
      seen.add(run(attack, "a b. (c, d)", seed).caption());
    }
    assertEquals(Set.of("a b. (c, d)", "b a. (c, d)", "a b. (d, c)", "b a. (d, c)"), seen);
  }

  @Test
  void aSentenceWithANegationKeepsItsOrder() {
    String caption = "hazy lungs seen. no effusion or mass. 2 cm nodule seen. large heart seen.";
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      String shuffled = run(NamedAttacks.of("word-shuffle"), caption, seed).caption();
      assertTrue(shuffled.contains("no effusion or mass. 2 cm nodule seen."), shuffled);
      seen.add(shuffled);
      assertEquals(14, Words.of(shuffled).size());
    }
    assertTrue(seen.size() > 20, "six orders each of two sentences: " + seen.size());
    boolean moved =
        LongStream.range(0, 50)
            .mapToObj(seed -> run(NamedAttacks.of("word-shuffle:protect=nothing"), caption, seed))
            .anyMatch(result -> !result.caption().contains("no effusion or mass"));
    assertTrue(moved, "with nothing protected, negations move");
  }

  @Test
  void onlyWhatMovedIsCounted() {
    for (long seed = 0; seed < 50; seed++) {
      AttackedText result = run(NamedAttacks.of("word-shuffle:fraction=0.5"), "a a b c", seed);
      assertTrue(result.wordsChanged() == 0 || result.wordsChanged() == 2, result.toString());
    }
  }

  @Test
  void deletionLeavesNegationsAloneWhereItIsToldTo() {
    TextAttack keeping = NamedAttacks.of("half-sentence-deletion:protect=negations-and-numbers");
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < 60; seed++) {
      seen.add(run(keeping, "no large effusion", seed).caption());
    }
    assertEquals(Set.of("no effusion", "no large"), seen);
    AttackedText all = run(keeping, "no 5", 1);
    assertEquals(new AttackedText("no 5", 0, 2, 0), all);
    Set<String> paper = new HashSet<>();
    for (long seed = 0; seed < 60; seed++) {
      paper.add(
          run(NamedAttacks.of("half-sentence-deletion"), "no large effusion", seed).caption());
    }
    assertEquals(Set.of("no effusion", "no large", "large effusion"), paper);
  }

  @Test
  void theWorstOfManyDrawsIsTheWorstOfAll() {
    // Of "a b c" one word goes: without a it is 3, the least; every caption is asked once,
    // the clean one too.
    AttackedText worst = run(new WorstDraw(deletion(), 40), "a b c", 7);
    assertEquals(new AttackedText("b c", 1, 3, 4), worst);
    assertEquals(1, victim.calls.size());
    for (long seed = 0; seed < 20; seed++) {
      double few = score(run(new WorstDraw(deletion(), 2), "a b c", seed));
      double more = score(run(new WorstDraw(deletion(), 5), "a b c", seed));
      assertTrue(more <= few);
    }
  }

  @Test
  void drawsAreSpelledSoThatEachHasSeedsOfItsOwn() {
    AttackSpec first = AttackSpec.parse("half-sentence-deletion:draw=1");
    AttackSpec second = AttackSpec.parse("half-sentence-deletion:draw=2");
    assertEquals("half-sentence-deletion:fraction=0.5", first.toString());
    assertNotEquals(first.toString(), second.toString());
    for (String wrong : List.of("draw=0", "worst-of=0")) {
      assertThrows(
          IllegalArgumentException.class, () -> AttackSpec.parse("random-deletion:" + wrong));
    }
  }

  private double score(AttackedText result) {
    return Words.of(result.caption()).all().stream()
        .mapToInt(word -> Map.of("a", 4, "b", 2, "c", 1).get(word))
        .sum();
  }

  private static TextAttack deletion() {
    return new WordDeletion(Constraint.none(), 0.3);
  }

  private AttackedText run(TextAttack attack, String caption, long seed) {
    return attack.attack(victim, List.of(new TextTarget(0, "u", caption, 1, seed))).get(0);
  }
}
