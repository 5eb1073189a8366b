package io.gauntlet.score.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeededDropTest {

  /** SciPy, from the sums written out. */
  @Test
  void agreesWithSciPy() {
    SeededDrop drop =
        SeededDrop.of(0.04 / 131, 131, List.of(0.90, 0.92, 0.91), List.of(0.86, 0.90, 0.87));
    assertEquals(0.021980020228110797, drop.standardError(), 1e-12);
    assertEquals(19.940990229573334, drop.degreesOfFreedom(), 1e-9);
    assertEquals(0.07919155165267622, drop.upperBound(0.025), 1e-9);
    assertEquals(0.07253949385026173, drop.pOfNoWorse(), 1e-9);
    assertEquals(drop.interval().high(), drop.upperBound(0.025), 1e-12);
  }

  /** Where nothing varies, the bound is that of so many studies without a change. */
  @Test
  void seedsThatAgreeLeaveTheRoomOfTheStudies() {
    SeededDrop drop = SeededDrop.of(0, 73, List.of(0.9, 0.9, 0.9), List.of(0.9, 0.9, 0.9));
    assertTrue(drop.upperBound(0.025) < 0.05);
    assertTrue(drop.upperBound(0.025) > 0.0499);
    assertEquals(1, drop.pOfNoWorse());
  }

  /** Two seeds a side whose t is wide: a share cannot fall by more than the whole of it. */
  @Test
  void boundsStayWithinWhatSharesCanDo() {
    SeededDrop drop = SeededDrop.of(0.04 / 131, 131, List.of(0.1, 0.9), List.of(0.2, 0.9));
    assertEquals(new Estimate(drop.drop(), -1, 1), drop.interval());
    assertEquals(1, drop.upperBound(0.025));
    assertEquals(1, drop.boundOfVariance(0.025));
  }

  /** Equal recipes of three seeds a side: at most 2.5 % are called worse, whatever the spread. */
  @ParameterizedTest
  @CsvSource({"0.01, 3", "0.03, 3", "0.03, 10"})
  void retrainingIsNoLoss(double spread, int seeds) {
    SplittableRandom random = new SplittableRandom(seeds);
    int nights = 4_000;
    int called = 0;
    for (int night = 0; night < nights; night++) {
      List<Double> reference = new ArrayList<>();
      List<Double> candidate = new ArrayList<>();
      double ofStudies = Math.sqrt(0.04 / 131) * random.nextGaussian();
      for (int seed = 0; seed < seeds; seed++) {
        reference.add(0.9 + spread * random.nextGaussian());
        candidate.add(0.9 - ofStudies + spread * random.nextGaussian());
      }
      SeededDrop drop = SeededDrop.of(0.04 / 131, 131, reference, candidate);
      called += drop.pOfNoWorse() < 0.025 ? 1 : 0;
    }
    assertTrue(called < 0.033 * nights, called + " of " + nights);
  }
}
