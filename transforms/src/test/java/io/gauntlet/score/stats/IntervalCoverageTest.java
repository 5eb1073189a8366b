package io.gauntlet.score.stats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often 95 % intervals hold the true value, at single values and averaged near them. */
class IntervalCoverageTest {

  @Test
  void areasNearOneAreCovered() {
    double share = ofArea(0.97, 82, 49, 1_000);
    assertTrue(share > 0.91, "" + share);
  }

  @Test
  @Tag("long")
  void areasAreCoveredEverywhere() {
    for (int[] classes : new int[][] {{22, 12}, {82, 49}, {229, 129}}) {
      for (double area : new double[] {0.8, 0.9, 0.97, 0.995}) {
        double share = ofArea(area, classes[0], classes[1], 4_000);
        System.out.printf(
            Locale.ROOT,
            "AUROC %.3f of %d and %d: covered %.1f %%%n",
            area,
            classes[0],
            classes[1],
            100 * share);
        assertTrue(share > 0.9, area + " of " + classes[0] + ": " + share);
      }
    }
  }

  /** Normal leads whose distance makes the area. */
  private static double ofArea(double area, int abnormal, int normal, int samples) {
    double apart = Math.sqrt(2) * NormalDistribution.of(0, 1).inverseCumulativeProbability(area);
    SplittableRandom random = new SplittableRandom(abnormal);
    int covered = 0;
    for (int sample = 0; sample < samples; sample++) {
      RankTally tally = new RankTally();
      for (int study = 0; study < abnormal; study++) {
        tally.add(true, apart + random.nextGaussian());
      }
      for (int study = 0; study < normal; study++) {
        tally.add(false, random.nextGaussian());
      }
      Estimate estimate = tally.auroc();
      covered += estimate.low() <= area && area <= estimate.high() ? 1 : 0;
    }
    return (double) covered / samples;
  }

  /** Exact coverage: the sum of the probabilities of the counts whose interval holds the value. */
  @Test
  void sharesAreCovered() {
    for (int n : new int[] {34, 49, 131, 229, 358}) {
      double mean = 0;
      double least = 1;
      int values = 0;
      for (double share = 0.5; share < 1; share += 0.002) {
        double covered = ofShare(n, share);
        mean += covered;
        values++;
        least = n * (1 - share) >= 3 ? Math.min(least, covered) : least;
      }
      assertTrue(mean / values > 0.94 && mean / values < 0.99, n + ": " + mean / values);
      assertTrue(least >= 0.92, n + ": " + least);
    }
  }

  private static double ofShare(int n, double share) {
    var hits = BinomialDistribution.of(n, share);
    double covered = 0;
    for (int right = 0; right <= n; right++) {
      Estimate estimate = Proportion.of(right, n);
      covered += estimate.low() <= share && share <= estimate.high() ? hits.probability(right) : 0;
    }
    return covered;
  }

  @Test
  void f1IsCovered() {
    assertTrue(ofF1(131, 2_000) > 0.92, "" + ofF1(131, 2_000));
  }

  @Test
  @Tag("long")
  void f1IsCoveredEverywhere() {
    for (int n : new int[] {34, 131, 358, 678}) {
      double share = ofF1(n, 20_000);
      System.out.printf(Locale.ROOT, "F1 of %d: covered %.1f %%%n", n, 100 * share);
      assertTrue(share > 0.92 && share < 0.99, n + ": " + share);
    }
  }

  /** Prevalence 63 %, sensitivity 90 %, specificity 80 %. */
  private static double ofF1(int n, int samples) {
    double truth = 2 * 0.63 * 0.9 / (0.63 * 0.9 + 0.37 * 0.2 + 0.63);
    SplittableRandom random = new SplittableRandom(n);
    int covered = 0;
    for (int sample = 0; sample < samples; sample++) {
      ConfusionMatrix confusion = ConfusionMatrix.EMPTY;
      for (int study = 0; study < n; study++) {
        boolean abnormal = random.nextDouble() < 0.63;
        confusion = confusion.observe(abnormal, random.nextDouble() < (abnormal ? 0.9 : 0.2));
      }
      Estimate f1 = Proportion.f1(confusion);
      covered += f1.low() <= truth && truth <= f1.high() ? 1 : 0;
    }
    return (double) covered / samples;
  }
}
