package io.gauntlet.score.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.score.stats.Estimate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By hand, on studies whose leads stand for round probabilities. */
class CalibrationTest {
  private static final ClassLeads FIVE =
      new ClassLeads(
          ImmutableSortedMap.of(lead(0.3), 1L, lead(0.8), 1L, lead(0.9), 1L),
          ImmutableSortedMap.of(lead(0.1), 1L, lead(0.4), 1L));

  private static double lead(double probability) {
    return Math.log(probability / (1 - probability));
  }

  @Test
  void brierIsTheMeanSquaredDistanceFromTheTruth() {
    // (0.49 + 0.04 + 0.01 + 0.01 + 0.16) / 5
    Estimate brier = BrierScore.of(FIVE);
    assertEquals(0.142, brier.value(), 1e-12);
    // The five squares have a deviation of 0.20413..., and 1.96 of it over the root of five.
    assertEquals(0, brier.low());
    assertEquals(0.3209, brier.high(), 1e-4);
    assertFalse(BrierScore.of(none()).isKnown());
  }

  @Test
  void whoAlwaysSaysOneHalfHasAQuarter() {
    ClassLeads half =
        new ClassLeads(ImmutableSortedMap.of(0.0, 7L), ImmutableSortedMap.of(0.0, 3L));
    assertEquals(new Estimate(0.25, 0.25, 0.25), BrierScore.of(half));
  }

  @Test
  void youdensPointLiesBetweenTheStudiesThatItParts() {
    YoudenPoint point = YoudenPoint.of(FIVE);
    // Above 0.4 both normal ones are left in peace, and two of three abnormal ones are found.
    assertEquals(2.0 / 3, point.sensitivity());
    assertEquals(1, point.specificity());
    assertEquals(5.0 / 6, point.balancedAccuracy(), 1e-12);
    double boundary = new OperatingPoint(point.threshold()).boundary();
    assertEquals((lead(0.4) + lead(0.8)) / 2, boundary, 1e-12);
  }

  @Test
  void whereNothingTellsTheClassesApartTheThresholdStaysNearOneHalf() {
    ClassLeads same =
        new ClassLeads(ImmutableSortedMap.of(5.0, 4L), ImmutableSortedMap.of(5.0, 4L));
    assertEquals(4, new OperatingPoint(YoudenPoint.of(same).threshold()).boundary(), 1e-9);
    assertEquals(0.5, YoudenPoint.of(same).balancedAccuracy());
  }

  @Test
  void sensitivityIsThatAboveTheThresholdOfTheNormalStudies() {
    ImmutableSortedMap.Builder<Double, Long> normal = ImmutableSortedMap.naturalOrder();
    for (int i = 0; i < 100; i++) {
      normal.put(i / 100.0, 1L);
    }
    ClassLeads leads =
        new ClassLeads(ImmutableSortedMap.of(0.5, 30L, 0.895, 20L, 2.0, 50L), normal.build());
    // The ninetieth normal study has 0.89: above it are 70 of 100.
    Estimate found = SensitivityAtSpecificity.of(leads, 0.9);
    assertEquals(0.7, found.value());
    // The threshold is between the 84th and the 96th: 0.83 leaves 70, 0.95 leaves 50.
    assertEquals(0.4038, found.low(), 1e-4);
    assertEquals(0.7811, found.high(), 1e-4);
  }

  @Test
  void aHandfulOfNormalStudiesGivesNoInterval() {
    Estimate found = SensitivityAtSpecificity.of(FIVE, 0.9);
    assertEquals(2.0 / 3, found.value());
    assertFalse(found.hasInterval());
    assertFalse(SensitivityAtSpecificity.of(none(), 0.9).isKnown());
  }

  @Test
  void aBinTellsWhatWasSaidAndWhatWasTrue() {
    List<ReliabilityBin> bins = ReliabilityBin.of(FIVE);
    assertEquals(5, bins.size());
    ReliabilityBin last = bins.get(4);
    assertEquals(0.9, last.from());
    assertEquals(1, last.to());
    assertEquals(1, last.abnormal());
    assertEquals(0.9, last.meanProbability(), 1e-12);
    assertEquals(5, bins.stream().mapToLong(ReliabilityBin::studies).sum());
    assertTrue(bins.get(0).observed().value() == 0);
  }

  private static ClassLeads none() {
    return new ClassLeads(ImmutableSortedMap.of(), ImmutableSortedMap.of());
  }
}
