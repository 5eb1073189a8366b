package io.gauntlet.score.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedDeLongTest {

  /** NumPy and SciPy, by the covariances of the structural components of the kernel matrix. */
  @Test
  void agreesWithNumPy() {
    PairedDeLong curves =
        PairedDeLong.of(
            leads(
                new double[] {1.2, 0.4, 2.2, -0.3, 0.9, 1.7},
                new double[] {0.8, 0.5, 1.1, -0.9, -0.2, 1.9}),
            leads(new double[] {-1, 0.4, -0.6, 0.1, -2}, new double[] {-0.5, 0.6, -1, 0.3, -1.5}));
    assertEquals(0.9166666666666666, curves.referenceArea(), 1e-12);
    assertEquals(0.8, curves.candidateArea(), 1e-12);
    assertEquals(0.07822559252099283, curves.pOfNoWorse(), 1e-9);
    assertEquals(-0.044691798339508704, curves.interval().low(), 1e-9);
    assertEquals(curves.interval().high(), curves.upperBound(0.025), 1e-12);
  }

  /** By hand: two perfect rankings of 60 and 50 differ by at most -ln(.025) / 50. */
  @Test
  void twoPerfectRankingsStillLeaveRoom() {
    double[] high = new SplittableRandom(1).doubles(60, 1, 2).toArray();
    double[] low = new SplittableRandom(2).doubles(50, -2, -1).toArray();
    PairedDeLong curves = PairedDeLong.of(leads(high, high), leads(low, low));
    assertEquals(1, curves.candidateArea());
    assertEquals(-Math.log(0.025) / 50, curves.upperBound(0.025), 1e-12);
    assertEquals(1, curves.pOfNoWorse());
  }

  @Test
  void theBoundKeepsItsLevel() {
    SplittableRandom random = new SplittableRandom(3);
    int ruledOut = 0;
    int nights = 2_000;
    for (int night = 0; night < nights; night++) {
      // Normal leads a distance of 1.5 and 1.1 apart: areas of .8556 and .7816.
      PairedDeLong curves = PairedDeLong.of(draw(random, 80, 1.5, 1.1), draw(random, 60, 0, 0));
      ruledOut += curves.upperBound(0.025) < 0.8556 - 0.7816 ? 1 : 0;
    }
    assertTrue(ruledOut < 0.035 * nights, ruledOut + " of " + nights);
  }

  private static PairedLeads draw(SplittableRandom random, int studies, double one, double other) {
    double[] reference = new double[studies];
    double[] candidate = new double[studies];
    for (int i = 0; i < studies; i++) {
      double common = random.nextGaussian();
      reference[i] = one + 0.8 * common + 0.6 * random.nextGaussian();
      candidate[i] = other + 0.8 * common + 0.6 * random.nextGaussian();
    }
    return leads(reference, candidate);
  }

  private static PairedLeads leads(double[] reference, double[] candidate) {
    return PairedLeads.ofOneSeed(
        ImmutableDoubleArray.copyOf(reference), ImmutableDoubleArray.copyOf(candidate));
  }
}
