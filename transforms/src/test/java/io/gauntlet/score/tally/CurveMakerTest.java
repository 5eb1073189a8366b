package io.gauntlet.score.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.schema.Outcome;
import io.gauntlet.score.curve.RobustnessCurve;
import io.gauntlet.score.stats.Proportion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveMakerTest {

  /** Accuracy 1 at 0, 0.8 at 0.1 and 0.4 at 0.4: (0.1 · 1.8 + 0.3 · 1.2) / 2 / 0.4 = 0.675. */
  @Test
  void areaByHand() {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.addAll(Outcomes.broken("image", "none", 50, 0));
    outcomes.addAll(Outcomes.broken("image", "pgd:epsilon=0.4:steps=10", 50, 30));
    outcomes.addAll(Outcomes.broken("image", "pgd:epsilon=0.1:steps=10", 50, 10));
    outcomes.addAll(Outcomes.broken("image", "pgd:epsilon=0.1:steps=20", 50, 10));
    outcomes.addAll(Outcomes.broken("image", "pgd:epsilon=0.1:steps=10+deletion", 50, 10));
    List<RobustnessCurve> curves = Outcomes.scorecard(outcomes).curves().swept();
    assertEquals(1, curves.size());
    RobustnessCurve curve = curves.get(0);
    assertEquals("pgd:steps=10", curve.family());
    assertEquals("epsilon", curve.budget());
    assertEquals(
        List.of(0.0, 0.1, 0.4),
        curve.points().stream().map(RobustnessCurve.Point::budget).toList());
    assertEquals(Proportion.of(20, 50), curve.points().get(2).accuracy());
    assertEquals(0.675, curve.accuracyArea().value(), 1e-12);
    assertTrue(curve.accuracyArea().low() < 0.675 && curve.accuracyArea().high() > 0.675);
    assertTrue(curve.f1Area().hasInterval());
  }

  @Test
  void wordsHaveCurvesToo() {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.addAll(Outcomes.broken("text", "half-sentence-deletion:fraction=0.2", 20, 2));
    outcomes.addAll(Outcomes.broken("text", "half-sentence-deletion:fraction=0.6", 20, 10));
    RobustnessCurve curve = Outcomes.scorecard(outcomes).curves().swept().get(0);
    assertEquals("fraction", curve.budget());
    assertEquals(0.7, curve.accuracyArea().value(), 1e-12);
  }
}
