package io.gauntlet.score.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.score.stats.SeededDrop;
import io.gauntlet.score.stats.Spread;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedPowerTest {
  private static final int STUDIES = 180;
  private static final double CHURN = 0.04;
  private static final double MARGIN = 0.05;

  /** NumPy, 200,000 nights each: of all variances' degrees of freedom, and of the seeds' alone. */
  @ParameterizedTest
  @CsvSource({
    "3, 0.01, 0.97, 0.81",
    "3, 0.02, 0.58, 0.40",
    "3, 0.03, 0.30, 0.22",
    "5, 0.02, 0.88, 0.85",
    "5, 0.03, 0.59, 0.56",
    "10, 0.03, 0.92, 0.91"
  })
  void degreesOfFreedomAreWhatTellsTheTwoApart(
      int seeds, double spread, double ofAll, double ofSeedsAlone) {
    assertEquals(
        ofAll, new SeedPower(MARGIN, 0.025, STUDIES, CHURN).of(spread, seeds), 0.03, "of all");
    assertEquals(
        ofSeedsAlone, passed(seeds, spread, 0, 4_000, SeedPowerTest::alone), 0.03, "of seeds");
  }

  /** What loses the margin passes with at most 2.9 %, as few as the seeds are. */
  @Test
  void theBoundKeepsItsLevel() {
    double share = passed(3, 0.01, MARGIN, 8_000, drop -> drop.upperBound(0.025));
    assertTrue(share < 0.03 && share > 0.02, "" + share);
  }

  @Test
  @Tag("long")
  void theBoundKeepsItsLevelEverywhere() {
    for (int seeds : new int[] {3, 5, 10}) {
      for (double spread : new double[] {0.005, 0.01, 0.02, 0.03}) {
        double share = passed(seeds, spread, MARGIN, 40_000, drop -> drop.upperBound(0.025));
        System.out.printf(
            Locale.ROOT,
            "seeds: %d a side, %.1f points between them: ruled out %.2f %%%n",
            seeds,
            100 * spread,
            100 * share);
        assertTrue(share < 0.029, seeds + " " + spread + ": " + share);
      }
    }
  }

  private interface Bound {
    double of(SeededDrop drop);
  }

  /** Welch's degrees of freedom, of the two variances of seeds. */
  private static double alone(SeededDrop drop) {
    double reference = ofMean(drop.reference());
    double candidate = ofMean(drop.candidate());
    double sum = reference + candidate;
    double freedom =
        sum
            * sum
            / (reference * reference / (drop.reference().replicas() - 1)
                + candidate * candidate / (drop.candidate().replicas() - 1));
    return drop.drop()
        + TDistribution.of(freedom).inverseSurvivalProbability(0.025) * drop.standardError();
  }

  private static double ofMean(Spread spread) {
    return spread.standardDeviation() * spread.standardDeviation() / spread.replicas();
  }

  private static double passed(int seeds, double spread, double lost, int nights, Bound bound) {
    SplittableRandom random = new SplittableRandom(seeds);
    double variance = CHURN / STUDIES / seeds;
    int passed = 0;
    for (int night = 0; night < nights; night++) {
      double ofStudies = lost + Math.sqrt(variance) * random.nextGaussian();
      List<Double> reference = draw(random, seeds, 0.9, spread);
      List<Double> candidate = draw(random, seeds, 0.9 - ofStudies, spread);
      passed += bound.of(SeededDrop.of(variance, STUDIES, reference, candidate)) < MARGIN ? 1 : 0;
    }
    return (double) passed / nights;
  }

  private static List<Double> draw(SplittableRandom random, int seeds, double mean, double spread) {
    return IntStream.range(0, seeds)
        .mapToObj(seed -> mean + spread * random.nextGaussian())
        .toList();
  }
}
