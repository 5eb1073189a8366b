package io.gauntlet.report.sentence;

import io.gauntlet.report.Example;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.score.Scorecard;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final String PGD = "pgd:epsilon=0.03:steps=10";
  private static final String SYNONYMS = "synonym-greedy:fraction=0.4";

  @Test
  void theModalityThatLosesMoreBeyondChanceGivesWayFirst() {
    String headline = headline(45, 5);
    assertEquals(
        "The images give way first. Clean, late-fusion is right in 100.0% of the studies; at worst"
            + " in 55.0% when the images are attacked, and in 95.0% when the words are.",
        headline);
    assertTrue(headline(5, 45).startsWith("The words give way first."));
  }

  @Test
  void withinChanceNeitherGivesWayFirst() {
    assertTrue(headline(20, 22).startsWith("Images and words give way alike."));
  }

  @Test
  void theWeakestAttackIsNotWhatCounts() {
    Scorecard scorecard =
        new Scorecard(
            List.of(
                Example.cell("text", "none", null, 0),
                Example.cell("text", SYNONYMS, null, 30),
                Example.cell("text", "half-sentence-deletion:fraction=0.5", null, 1)),
            List.of());
    assertEquals(
        "Accuracy at worst: text keeps 70.0% of 100.0% under Synonym replacing.",
        Summary.of(scorecard).headline());
  }

  @Test
  void theNamesOfTheStrongestAttacksAreSaid() {
    assertTrue(
        summary(45, 5)
            .sentences()
            .contains(
                "The attack that leaves least is PGD, ε=0.03, steps=10 on the images, Synonym"
                    + " replacing on the words."));
  }

  private static String headline(int brokenByImages, int brokenByWords) {
    return summary(brokenByImages, brokenByWords).headline();
  }

  private static Summary summary(int brokenByImages, int brokenByWords) {
    return Summary.of(
        new Scorecard(
            List.of(
                Example.cell("late-fusion", "none", null, 0),
                Example.cell("late-fusion", PGD, null, brokenByImages),
                Example.cell("late-fusion", SYNONYMS, null, brokenByWords)),
            List.of()));
  }
}
