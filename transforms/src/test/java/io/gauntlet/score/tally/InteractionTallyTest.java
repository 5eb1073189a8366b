package io.gauntlet.score.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.InteractionKey;
import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.ModalityInteraction.Dominance;
import io.gauntlet.score.stats.Proportion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InteractionTallyTest {
  private static final String IMAGE = "fgsm:epsilon=0.03";
  private static final String TEXT = "half-sentence-deletion:fraction=0.5";
  private static final List<Attacked> WAYS =
      List.of(Attacked.NOTHING, Attacked.IMAGE, Attacked.TEXT, Attacked.BOTH);
  private static final InteractionKey KEY = new InteractionKey("ensemble", null, IMAGE, TEXT);

  /**
   * Ten studies; 1 is right, in the order clean, image, text, both:
   *
   * <pre>
   * 1111 held by all          (1 study)
   * 1010 fooled by the image  (3)
   * 1100 fooled by the text   (1)
   * 1000 by either            (1)
   * 1110 only together        (2)
   * 1011 image alone, healed by the text (1)
   * 0000 wrong before         (1)
   * </pre>
   *
   * <p>Right when clean: 9. Image: 1 + 1 + 2 = 4. Text: 1 + 3 + 2 + 1 = 7. Both: 1 + 1 = 2.
   */
  @Test
  void aTableOfTenStudiesByHand() {
    ModalityInteraction found =
        interaction("1111", "1010", "1010", "1010", "1100", "1000", "1110", "1110", "1011", "0000");
    assertEquals(10, found.studies());
    assertEquals(Proportion.of(9, 10), found.clean());
    assertEquals(Proportion.of(4, 10), found.image());
    assertEquals(Proportion.of(7, 10), found.text());
    assertEquals(Proportion.of(2, 10), found.both());
    // ((9 - 4) + (7 - 2)) / 2 = 5 and ((9 - 7) + (4 - 2)) / 2 = 2 of 10; together the 7 lost.
    assertEquals(0.5, found.imageEffect().value(), 1e-12);
    assertEquals(0.2, found.textEffect().value(), 1e-12);
    assertEquals(5.0 / 7, found.imageShare().value(), 1e-12);
    // 4 + 7 - 9 - 2 = 0.
    assertEquals(0, found.interaction().value(), 1e-12);
    // Image and text alone differ on 1010 (3), 1100 and 1011; under both 1010 and 1100 are wrong,
    // 1011 right: so 1010 goes with the image, 1100 and 1011 with the text.
    assertEquals(Proportion.of(3, 5), found.followsImage());
    assertEquals(Proportion.of(4, 9), found.onlyImage());
    assertEquals(Proportion.of(1, 9), found.onlyText());
    assertEquals(Proportion.of(1, 9), found.either());
    assertEquals(Proportion.of(2, 9), found.onlyTogether());
    assertEquals(Dominance.UNDECIDED, found.dominant());
    assertTrue(found.imageEffect().low() < 0.5 && found.imageEffect().high() > 0.5);
  }

  @Test
  void whoFallsWithOneModalityAloneIsDominatedByIt() {
    String[] studies = new String[40];
    for (int i = 0; i < studies.length; i++) {
      studies[i] = i < 30 ? "1010" : "1111";
    }
    ModalityInteraction found = interaction(studies);
    assertEquals(Dominance.IMAGE, found.dominant());
    assertEquals(1, found.imageShare().value(), 1e-12);
    assertEquals(1, found.followsImage().value());
    assertEquals(0, found.textEffect().value(), 1e-12);
  }

  @Test
  void exclusiveOrIsAllInteraction() {
    ModalityInteraction found = interaction("1110", "1110", "1110", "1110");
    assertEquals(1, found.interaction().value(), 1e-12);
    assertEquals(0.5, found.imageShare().value(), 1e-12);
    assertEquals(1, found.onlyTogether().value());
  }

  @Test
  void whereNothingIsLostThereIsNoShare() {
    ModalityInteraction found = interaction("1111", "0000", "1111");
    assertTrue(Double.isNaN(found.imageShare().value()));
    assertEquals(Dominance.UNDECIDED, found.dominant());
  }

  @Test
  void pairsAreFoundAmongTheOutcomesOfAStudy() {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(Outcomes.of("a", "ensemble", "none", true, true).build());
    outcomes.add(Outcomes.of("a", "ensemble", IMAGE, true, false).build());
    outcomes.add(Outcomes.of("a", "ensemble", TEXT, true, true).build());
    outcomes.add(Outcomes.of("a", "ensemble", IMAGE + "+" + TEXT, true, false).build());
    outcomes.add(Outcomes.of("a", "ensemble", "pgd+" + TEXT, true, false).build());
    outcomes.add(
        Outcomes.of("a", "ensemble", IMAGE, true, true).setGenerator("late-fusion").build());
    assertEquals(
        List.of(
            new AttackedFourWays(IMAGE, TEXT, ImmutableSet.of(Attacked.NOTHING, Attacked.TEXT))),
        AttackedFourWays.of(outcomes));
  }

  @Test
  void aControlWithoutAModalityIsNoAttackOfAPair() {
    List<Outcome> outcomes = new ArrayList<>();
    for (String attack : List.of("none", "drop-image", TEXT, "drop-image+" + TEXT)) {
      outcomes.add(Outcomes.of("a", "ensemble", attack, true, false).build());
    }
    assertEquals(List.of(), AttackedFourWays.of(outcomes));
  }

  @Test
  void replicasCountAlike() {
    InteractionTally first = tally("1000", "1111");
    InteractionTally second = tally("1111", "1111");
    ModalityInteraction mean = InteractionTally.toInteraction(KEY, List.of(first, second));
    assertEquals(4, mean.studies());
    assertEquals(0.75, mean.both().value());
    InteractionTally merged = tally("1000", "1111");
    merged.merge(tally("1111"));
    assertEquals(
        2.0 / 3, InteractionTally.toInteraction(KEY, List.of(merged)).both().value(), 1e-12);
  }

  private static ModalityInteraction interaction(String... studies) {
    return InteractionTally.toInteraction(KEY, List.of(tally(studies)));
  }

  private static InteractionTally tally(String... studies) {
    InteractionTally tally = new InteractionTally();
    for (int i = 0; i < studies.length; i++) {
      String right = studies[i];
      ImmutableSet<Attacked> ways =
          WAYS.stream()
              .filter(way -> right.charAt(WAYS.indexOf(way)) == '1')
              .collect(ImmutableSet.toImmutableSet());
      tally.add("study-" + i, new AttackedFourWays(IMAGE, TEXT, ways), 1);
    }
    return tally;
  }
}
