package io.gauntlet.score.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

  @Test
  void countedByHand() {
    ConfusionMatrix matrix = new ConfusionMatrix(6, 2, 9, 3);
    assertEquals(20, matrix.n());
    assertEquals(15.0 / 20, matrix.accuracy());
    assertEquals(6.0 / 8, matrix.precision());
    assertEquals(6.0 / 9, matrix.recall());
    assertEquals(12.0 / 17, matrix.f1());
    assertEquals(18.0 / 23, matrix.normalF1());
    assertEquals((12.0 / 17 + 18.0 / 23) / 2, matrix.macroF1(), 1e-15);
  }

  @Test
  void everyDecisionHasItsPlace() {
    ConfusionMatrix matrix =
        ConfusionMatrix.EMPTY
            .observe(true, true)
            .observe(false, true)
            .observe(false, true)
            .plus(ConfusionMatrix.EMPTY.observe(false, false).observe(true, false));
    assertEquals(new ConfusionMatrix(1, 2, 1, 1), matrix);
  }

  @Test
  void zeroDenominatorsGiveZero() {
    assertEquals(0.0, ConfusionMatrix.EMPTY.accuracy());
    assertEquals(0.0, ConfusionMatrix.EMPTY.macroF1());
    ConfusionMatrix neverAbnormal = new ConfusionMatrix(0, 0, 4, 0);
    assertEquals(0.0, neverAbnormal.precision());
    assertEquals(0.0, neverAbnormal.recall());
    assertEquals(0.0, neverAbnormal.f1());
    assertEquals(1.0, neverAbnormal.normalF1());
    assertEquals(0.5, neverAbnormal.macroF1());
  }

  @Test
  void refusesNegativeCounts() {
    assertThrows(IllegalArgumentException.class, () -> new ConfusionMatrix(0, -1, 0, 0));
  }
}
