package io.gauntlet.attack.text.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.AttackedText;
import io.gauntlet.attack.TextTarget;
import io.gauntlet.attack.text.BagOfWords;
import io.gauntlet.attack.text.NamedAttacks;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TypoTest {

  @Test
  void twoLettersChangePlaces() {
    assertEquals(Set.of("bac", "acb"), all(Typo.SWAP, "abc"));
    assertEquals(Set.of("ab-dc", "ba-cd"), all(Typo.SWAP, "ab-cd"));
    assertEquals(Set.of("aa"), all(Typo.SWAP, "aa"));
    assertEquals(Set.of("a"), all(Typo.SWAP, "a"));
  }

  @Test
  void aLetterBecomesAnother() {
    Set<String> all = all(Typo.SUBSTITUTE, "ab");
    assertEquals(2 * 25, all.size());
    assertTrue(all.stream().noneMatch("ab"::equals));
    assertTrue(all.stream().allMatch(typo -> typo.matches("a[a-z]|[a-z]b")));
    assertEquals(26, all(Typo.SUBSTITUTE, "\u00e9").size() + all(Typo.DELETE, "x").size());
  }

  @Test
  void aLetterGoes() {
    assertEquals(Set.of("bc", "ac", "ab"), all(Typo.DELETE, "abc"));
    assertEquals(Set.of("-9"), all(Typo.DELETE, "x-9"));
    assertEquals(Set.of(""), all(Typo.DELETE, "x"));
  }

  @Test
  void aLetterComesIn() {
    Set<String> all = all(Typo.INSERT, "ab");
    assertTrue(all.stream().allMatch(typo -> typo.matches("[a-z]ab|a[a-z]b")));
    // "aab" comes about in two ways.
    assertEquals(2 * 26 - 1, all.size());
  }

  @Test
  void candidatesAreWordsThatDependOnSeedAndPlaceAlone() {
    Words words = Words.of("x-ray effusion effusion");
    Set<List<String>> seen = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    for (long seed = 0; seed < 50; seed++) {
      Transformation typos = new Typos(List.of(Typo.values()), 7).seeded(seed);
      for (int i = 2; i >= 0; i--) {
        List<String> candidates = typos.candidates(words, i);
        assertEquals(candidates, new Typos(List.of(Typo.values()), seed).candidates(words, i));
        String word = words.get(i);
        assertTrue(candidates.stream().allMatch(Words::isWord));
        assertTrue(candidates.stream().noneMatch(word::equals));
        assertTrue(candidates.size() <= 4);
        seen.add(candidates);
      }
    }
    assertTrue(seen.size() > 140, "draws differ between seeds and places: " + seen.size());
  }

  @Test
  void wordsAreRankedByHeadsAndTails() {
    // P is 1 / (1 + exp(-margin)), and the margin of a caption the sum of its words:
    //   a: head P(2) - P(0) = 0.381, tail P(3) - P(1) = 0.222
    //   b: head P(3) - P(2) = 0.072, tail P(1) - P(0) = 0.231
    BagOfWords victim = new BagOfWords(Map.of("zqxk", 2, "bb", 1));
    AttackedText result =
        NamedAttacks.of("char-typo:fraction=0.5:max-queries=99")
            .attack(victim, List.of(new TextTarget(0, "u", "zqxk bb", 1, 3)))
            .get(0);
    // "zqxk bb", "zqxk" (head of both), "", "bb", then the typos of "zqxk".
    assertEquals(
        List.of("zqxk bb", "zqxk", "", "bb"),
        victim.calls.stream()
            .limit(2)
            .flatMap(List::stream)
            .map(candidate -> candidate.caption())
            .toList());
    assertTrue(result.caption().endsWith(" bb"));
    assertEquals(1, result.wordsChanged());
    assertEquals(4 + 4, result.queries());
  }

  @Test
  void oneEditCanBeAskedFor() {
    BagOfWords victim = new BagOfWords(Map.of("ab", 2));
    AttackedText result =
        NamedAttacks.of("char-typo:edit=swap")
            .attack(victim, List.of(new TextTarget(0, "u", "ab", 1, 3)))
            .get(0);
    assertEquals(new AttackedText("ba", 1, 1, 3), result);
  }

  private static Set<String> all(Typo typo, String word) {
    SplittableRandom random = new SplittableRandom(2);
    Set<String> all = new TreeSet<>();
    for (int draw = 0; draw < 5000; draw++) {
      all.add(typo.of(word, random));
    }
    return all;
  }
}
