package io.gauntlet.score.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class HolmTest {

  /** As R's p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") gives them. */
  @Test
  void correctsAsR() {
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06, 0.02},
        Holm.correct(new double[] {0.01, 0.04, 0.03, 0.005}),
        1e-15);
  }

  @Test
  void neverExceedsOne() {
    assertArrayEquals(new double[] {1, 1}, Holm.correct(new double[] {0.7, 0.6}));
    assertArrayEquals(new double[0], Holm.correct(new double[0]));
  }
}
