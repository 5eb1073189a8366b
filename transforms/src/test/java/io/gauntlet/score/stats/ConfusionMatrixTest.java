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
  void aShareOfNothingIsNone() {
    assertEquals(Double.NaN, ConfusionMatrix.EMPTY.accuracy());
    assertEquals(Double.NaN, ConfusionMatrix.EMPTY.macroF1());
    assertEquals(Double.NaN, new ConfusionMatrix(0, 0, 3, 1).precision());
  }

  /** Three false alarms make no F1 of 0 for a class that no study is of. */
  @Test
  void aClassThatNoStudyIsOfHasNoFigures() {
    ConfusionMatrix allNormal = new ConfusionMatrix(0, 3, 4, 0);
    assertEquals(Double.NaN, allNormal.precision());
    assertEquals(Double.NaN, allNormal.recall());
    assertEquals(Double.NaN, allNormal.f1());
    assertEquals(8.0 / 11, allNormal.normalF1());
    assertEquals(8.0 / 11, allNormal.macroF1());
    ConfusionMatrix allAbnormal = new ConfusionMatrix(4, 0, 0, 3);
    assertEquals(Double.NaN, allAbnormal.normalF1());
    assertEquals(8.0 / 11, allAbnormal.macroF1());
    assertEquals(1.0, allAbnormal.precision());
    assertEquals(0.0, new ConfusionMatrix(0, 1, 1, 3).f1());
  }

  @Test
  void refusesNegativeCounts() {
    assertThrows(IllegalArgumentException.class, () -> new ConfusionMatrix(0, -1, 0, 0));
  }
}
