package io.gauntlet.score.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TangoTest {

  /** Tango 1998, section 4: 44 eyes, of which one changed: 90 % interval −0.037 to 0.096. */
  @Test
  void hisOwnExample() {
    PairedCounts lenses = new PairedCounts(44, 1, 0);
    assertEquals(0.096, Tango.upperBound(lenses, 0.05), 5e-4);
    assertEquals(0.037, Tango.upperBound(new PairedCounts(44, 0, 1), 0.05), 5e-4);
  }

  /**
   * SciPy, which maximises the likelihood of three outcomes by search instead of by the root of a
   * quadratic equation.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 44, -0.0593932320, 0.1180770970",
    "12, 9, 300, -0.0215217200, 0.0426933376",
    "8, 1, 40, 0.0347115100, 0.3294115152",
    "0, 0, 73, -0.0499920080, 0.0499920080",
    "40, 5, 300, 0.0770914895, 0.1620569758",
    "3, 0, 131, -0.0062403578, 0.0651669644",
    "4, 9, 229, -0.0580305221, 0.0103428481"
  })
  void agreesWithSciPy(int worse, int better, int studies, double low, double high) {
    Estimate interval = Tango.interval(new PairedCounts(studies, worse, better));
    assertEquals((worse - better) / (double) studies, interval.value(), 1e-12);
    assertEquals(low, interval.low(), 2e-8);
    assertEquals(high, interval.high(), 2e-8);
  }

  /** By hand: without a change the statistic is −sqrt(n d / (1 − d)), 1.96 at n = 73, d = 5 %. */
  @Test
  void withoutAChangeTheStudiesDecide() {
    assertEquals(
        -Math.sqrt(73 * 0.05 / 0.95), Tango.score(new PairedCounts(73, 0, 0), 0.05), 1e-12);
    assertEquals(125, Tango.fewestStudies(0.03, 0.025));
    assertEquals(73, Tango.fewestStudies(0.05, 0.025));
    assertEquals(35, Tango.fewestStudies(0.1, 0.025));
    assertTrue(Tango.upperBound(new PairedCounts(73, 0, 0), 0.025) < 0.05);
    assertTrue(Tango.upperBound(new PairedCounts(72, 0, 0), 0.025) > 0.05);
  }

  @Test
  void theBoundIsWhereTheStatisticSaysSo() {
    for (int worse = 0; worse <= 10; worse++) {
      for (int better = 0; better <= 10 - worse; better++) {
        PairedCounts counts = new PairedCounts(10, worse, better);
        double bound = Tango.upperBound(counts, 0.025);
        assertTrue(bound >= counts.drop() && bound <= 1, counts + " " + bound);
        if (worse < 10) {
          assertEquals(-1.959964, Tango.score(counts, bound), 1e-4, counts.toString());
        }
      }
    }
  }

  /** A true drop of the margin is ruled out in at most 2.5 % of the nights, give or take. */
  @Test
  void theBoundKeepsItsLevel() {
    assertTrue(shareRuledOut(131, 0.06, 0.05, 4_000) < 0.035);
    assertTrue(shareRuledOut(358, 0.06, 0.05, 4_000) < 0.035);
  }

  @Test
  @Tag("long")
  void theBoundKeepsItsLevelEverywhere() {
    for (int studies : new int[] {49, 131, 358, 678}) {
      for (double drop : new double[] {0.03, 0.05, 0.1}) {
        for (double churn : new double[] {0.015, 0.04, 0.08, 0.16}) {
          double share = shareRuledOut(studies, Math.max(churn, drop + 1e-9), drop, 40_000);
          System.out.printf(
              Locale.ROOT,
              "Tango: n %d, drop %.2f, discordance %.3f: ruled out %.2f %%%n",
              studies,
              drop,
              Math.max(churn, drop),
              100 * share);
          assertTrue(share < 0.033, studies + " " + drop + " " + churn + ": " + share);
        }
      }
    }
  }

  private static double shareRuledOut(int studies, double discordance, double drop, int nights) {
    SplittableRandom random = new SplittableRandom(studies);
    int ruledOut = 0;
    for (int night = 0; night < nights; night++) {
      int worse = 0;
      int better = 0;
      for (int study = 0; study < studies; study++) {
        double draw = random.nextDouble();
        worse += draw < (discordance + drop) / 2 ? 1 : 0;
        better += draw >= (discordance + drop) / 2 && draw < discordance ? 1 : 0;
      }
      ruledOut += Tango.score(new PairedCounts(studies, worse, better), drop) < -1.959964 ? 1 : 0;
    }
    return (double) ruledOut / nights;
  }
}
