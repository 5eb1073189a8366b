package io.gauntlet.score.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

  /** Newcombe 1998, Statistics in Medicine 17, table I, method 3. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
  })
  void wilsonAsNewcombePrintsIt(long part, long whole, double low, double high) {
    Estimate estimate = Proportion.of(part, whole);
    assertEquals((double) part / whole, estimate.value());
    assertEquals(low, estimate.low(), 5e-5);
    assertEquals(high, estimate.high(), 5e-5);
  }

  /** SciPy's quantiles of the beta distribution. */
  @ParameterizedTest
  @CsvSource({
    "0, 20, 0.0000, 0.1684334710",
    "1, 29, 0.0008726469, 0.1776442955",
    "129, 131, 0.9459386191, 0.9981456968"
  })
  void clopperAndPearsonWhereFewErred(long part, long whole, double low, double high) {
    Estimate estimate = Proportion.of(part, whole);
    assertEquals(low, estimate.low(), 1e-9);
    assertEquals(high, estimate.high(), 1e-9);
  }

  @Test
  void nothingHasNoShare() {
    assertFalse(Proportion.of(0, 0).hasInterval());
  }

  @Test
  void f1IsItsFormulaOfTheJaccardIndex() {
    Estimate f1 = Proportion.f1(new ConfusionMatrix(6, 2, 9, 3));
    Estimate jaccard = Proportion.of(6, 11);
    assertEquals(12.0 / 17, f1.value(), 1e-15);
    assertEquals(2 * jaccard.low() / (1 + jaccard.low()), f1.low(), 1e-15);
    assertEquals(2 * jaccard.high() / (1 + jaccard.high()), f1.high(), 1e-15);
  }
}
