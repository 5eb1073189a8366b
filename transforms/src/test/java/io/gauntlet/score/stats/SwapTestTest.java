package io.gauntlet.score.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SwapTestTest {

  /** Python, which made all 2^7 swaps one by one: 24 of 128 are as bad or worse. */
  @Test
  void agreesWithAllSwapsOneByOne() {
    SwapTest test = new SwapTest(new PairedCounts(7, 3, 1), new PairedCounts(6, 2, 1), 2, 2);
    assertEquals(0.1875, test.pOfNoWorse(ConfusionMatrix::f1), 1e-12);
  }

  /** By hand: seven studies that all got worse are one swap of 2^7. */
  @Test
  void sevenStudiesCannotSayMoreThanTheyCan() {
    SwapTest test = new SwapTest(new PairedCounts(11, 7, 0), new PairedCounts(4, 0, 0), 2, 3);
    assertEquals(1.0 / 128, test.pOfNoWorse(ConfusionMatrix::f1), 1e-12);
  }

  @Test
  void nothingChangedIsNoSurprise() {
    SwapTest test = new SwapTest(new PairedCounts(9, 0, 0), new PairedCounts(5, 0, 0), 8, 4);
    assertEquals(1, test.pOfNoWorse(ConfusionMatrix::macroF1), 1e-12);
  }

  /** Of the accuracy it is McNemar's test. */
  @Test
  void ofTheAccuracyItIsMcNemar() {
    SwapTest test = new SwapTest(new PairedCounts(60, 8, 3), new PairedCounts(40, 5, 2), 40, 30);
    assertEquals(McNemar.pOfNoWorse(13, 5), test.pOfNoWorse(ConfusionMatrix::accuracy), 1e-12);
  }

  @Test
  void manyStudiesAreNoTrouble() {
    SwapTest test =
        new SwapTest(
            new PairedCounts(60_000, 3_000, 2_900), new PairedCounts(40_000, 1_500, 1_500), 1, 1);
    double p = test.pOfNoWorse(ConfusionMatrix::f1);
    assertTrue(p > 0.01 && p < 0.5, "" + p);
  }
}
