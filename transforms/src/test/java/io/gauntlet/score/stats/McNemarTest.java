package io.gauntlet.score.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {

  /** By hand: 8 of 9 is (9 + 1) / 512; 5 of 5 is 1 / 32; 1 of 2 is 3 / 4. */
  @ParameterizedTest
  @CsvSource({"8, 1, 0.01953125", "5, 0, 0.03125", "1, 1, 0.75", "0, 0, 1", "0, 3, 1"})
  void byHand(int worse, int better, double p) {
    assertEquals(p, McNemar.pOfNoWorse(worse, better), 1e-12);
  }

  /**
   * The approval ratings of Agresti 2013, table 11.1 (150 and 86 of 1,600 changed): the exact
   * two-sided p of statsmodels' {@code mcnemar} is 3.7159e-5.
   */
  @Test
  void approvalRatings() {
    assertEquals(3.7159361395713866e-05, 2 * McNemar.pOfNoWorse(150, 86), 1e-15);
  }
}
