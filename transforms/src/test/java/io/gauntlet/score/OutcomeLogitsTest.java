package io.gauntlet.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.schema.Outcome;
import io.gauntlet.score.tally.Outcomes;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeLogitsTest {
  private final Outcome outcome = Outcomes.of("a", "image", "none", true, 1, 1).build();

  @Test
  void aTieIsNormal() {
    assertEquals(0, OutcomeLogits.decided(outcome, List.of(1f, 1f)));
    assertEquals(1, OutcomeLogits.decided(outcome, List.of(1f, 1.5f)));
    assertEquals(0, OutcomeLogits.decided(outcome, List.of(0f, Float.NaN)));
  }

  @Test
  void ofSeveralClassesTheLargestLogitIsDecidedOn() {
    assertEquals(2, OutcomeLogits.decided(outcome, List.of(1f, 1f, 3f)));
    assertEquals(1, OutcomeLogits.decided(outcome, List.of(0f, 2f, 2f)));
    List<Float> logits = List.of(0f, (float) Math.log(2), (float) Math.log(5));
    assertEquals(5 / 8.0, OutcomeLogits.confidence(outcome, logits), 1e-7);
  }

  @Test
  void aThresholdMovesTheDecision() {
    List<Float> logits = List.of(0f, (float) Math.log(0.4 / 0.6));
    assertEquals(0, OutcomeLogits.decided(outcome, logits));
    outcome.setThreshold(0.31);
    assertEquals(1, OutcomeLogits.decided(outcome, logits));
    outcome.setThreshold(0.41);
    assertEquals(0, OutcomeLogits.decided(outcome, logits));
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
