package io.gauntlet.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.schema.Outcome;
import io.gauntlet.score.tally.Outcomes;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeLogitsTest {
  private final Outcome outcome = Outcomes.of("a", "image", "none", true, 1, 1).build();

  @Test
  void aTieIsNormal() {
    assertFalse(OutcomeLogits.isAbnormal(outcome, List.of(1f, 1f)));
    assertTrue(OutcomeLogits.isAbnormal(outcome, List.of(1f, 1.5f)));
    assertFalse(OutcomeLogits.isAbnormal(outcome, List.of(0f, Float.NaN)));
  }

  @Test
  void aThresholdMovesTheDecision() {
    List<Float> logits = List.of(0f, (float) Math.log(0.4 / 0.6));
    assertFalse(OutcomeLogits.isAbnormal(outcome, logits));
    outcome.setThreshold(0.31);
    assertTrue(OutcomeLogits.isAbnormal(outcome, logits));
    outcome.setThreshold(0.41);
    assertFalse(OutcomeLogits.isAbnormal(outcome, logits));
  }

  @Test
  void confidenceIsTheProbabilityOfTheDecision() {
    assertEquals(0.5, OutcomeLogits.confidence(outcome, List.of(1f, 1f)));
    List<Float> normal = List.of((float) Math.log(3), 0f);
    assertEquals(0.75, OutcomeLogits.confidence(outcome, normal), 1e-7);
    outcome.setThreshold(0.2);
    assertEquals(0.25, OutcomeLogits.confidence(outcome, normal), 1e-7);
  }
}
