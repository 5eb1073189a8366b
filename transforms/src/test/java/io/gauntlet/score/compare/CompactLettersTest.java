package io.gauntlet.score.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CompactLettersTest {

  @Test
  void allAreTiedWhereNoneDiffer() {
    assertEquals(List.of("a", "a", "a"), CompactLetters.of(3, (one, other) -> false));
    assertEquals(List.of("a"), CompactLetters.of(1, (one, other) -> true));
  }

  @Test
  void noneAreTiedWhereAllDiffer() {
    assertEquals(List.of("a", "b", "c"), CompactLetters.of(3, (one, other) -> true));
  }

  /** By hand: the first and the last are told apart, and the one between is tied with both. */
  @Test
  void whoIsBetweenSharesALetterWithBoth() {
    assertEquals(
        List.of("a", "ab", "b"), CompactLetters.of(3, (one, other) -> one == 0 && other == 2));
  }

  /** By hand: the pairs that share a letter are all that are not in the list. */
  @Test
  void manyGroups() {
    Set<List<Integer>> apart =
        Set.of(
            List.of(0, 6),
            List.of(0, 7),
            List.of(1, 3),
            List.of(1, 4),
            List.of(1, 5),
            List.of(1, 6),
            List.of(1, 7),
            List.of(2, 3),
            List.of(2, 4),
            List.of(2, 5),
            List.of(2, 6),
            List.of(2, 7));
    assertEquals(
        List.of("ab", "a", "a", "bc", "bc", "bc", "c", "c"),
        CompactLetters.of(8, (one, other) -> apart.contains(List.of(one, other))));
  }

  @Test
  void aSharedLetterIsATieAndATieASharedLetter() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 300; round++) {
      boolean[][] differ = new boolean[7][7];
      for (int i = 0; i < 7; i++) {
        for (int j = i + 1; j < 7; j++) {
          differ[i][j] = random.nextBoolean();
        }
      }
      List<String> letters = CompactLetters.of(7, (one, other) -> differ[one][other]);
      for (int i = 0; i < 7; i++) {
        for (int j = i + 1; j < 7; j++) {
          String second = letters.get(j);
          boolean shared = letters.get(i).chars().anyMatch(letter -> second.indexOf(letter) >= 0);
          assertEquals(!differ[i][j], shared, letters.toString());
        }
      }
    }
  }
}
