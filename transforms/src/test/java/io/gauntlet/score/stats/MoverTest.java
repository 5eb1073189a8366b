package io.gauntlet.score.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MoverTest {

  /** By hand: distances of 3 and 4 below, and of 6 and 8 above, halved. */
  @Test
  void byHand() {
    Estimate mean = Mover.mean(new Estimate(10, 7, 16), new Estimate(20, 16, 28));
    assertEquals(new Estimate(15, 12.5, 20), mean);
  }

  /** The drop of the balanced accuracy from two intervals of Tango. */
  @Test
  void coversTheBalancedAccuracy() {
    SplittableRandom random = new SplittableRandom(5);
    int nights = 3_000;
    int covered = 0;
    for (int night = 0; night < nights; night++) {
      Estimate drop =
          Mover.mean(
              Tango.interval(draw(random, 229, 0.06, 0.02)),
              Tango.interval(draw(random, 129, 0.08, 0.04)));
      covered += drop.low() < 0.03 && 0.03 < drop.high() ? 1 : 0;
    }
    double share = (double) covered / nights;
    assertTrue(share > 0.935 && share < 0.97, "" + share);
  }

  private static PairedCounts draw(SplittableRandom random, int studies, double churn, double d) {
    int worse = 0;
    int better = 0;
    for (int study = 0; study < studies; study++) {
      double draw = random.nextDouble();
      worse += draw < (churn + d) / 2 ? 1 : 0;
      better += draw >= (churn + d) / 2 && draw < churn ? 1 : 0;
    }
    return new PairedCounts(studies, worse, better);
  }
}
