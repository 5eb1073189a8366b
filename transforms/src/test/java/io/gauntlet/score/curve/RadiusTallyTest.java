package io.gauntlet.score.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Proportion;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Studies by the smallest change that fooled a victim. */
class RadiusTallyTest {
  private static final double NEVER = Double.POSITIVE_INFINITY;

  private static RadiusTally tally(Measure measure, double... smallest) {
    RadiusTally tally = new RadiusTally();
    Arrays.stream(smallest).forEach(radius -> tally.add(measure, radius, 0));
    return tally;
  }

  private static RadiusCurve words(double... smallest) {
    return tally(Measure.WORDS, smallest).toCurve("text", Measure.WORDS);
  }

  /** Of ten studies one was wrong before, and three were never fooled. */
  @Test
  void countsByHand() {
    RadiusCurve curve = words(0, 1, 1, 2, 5, 5, 7, NEVER, NEVER, NEVER);
    assertEquals(10, curve.studies());
    double[][] expected = {{0, 9}, {1, 7}, {2, 6}, {5, 4}, {7, 3}};
    assertEquals(expected.length, curve.steps().size());
    for (int i = 0; i < expected.length; i++) {
      RadiusCurve.Step step = curve.steps().get(i);
      assertEquals(expected[i][0], step.radius());
      assertEquals(Proportion.of((long) expected[i][1], 10), step.accuracy());
    }
    assertEquals(0, curve.tenth().value());
    assertEquals(5, curve.median().value());
    assertFalse(curve.median().hasInterval(), "its end is a study that never was fooled");
    assertFalse(words(0, 1, NEVER, NEVER, NEVER).median().isKnown(), "fewer were fooled");
  }

  @Test
  void aChangeIsRoundedUpSoThatItIsEnough() {
    RadiusCurve curve = tally(Measure.LINF, 0.0123456).toCurve("image", Measure.LINF);
    double radius = curve.steps().get(1).radius();
    assertTrue(radius >= 0.0123456 && radius < 0.0123456 + 1 / 25_500.0, "to " + radius);
    RadiusCurve asFloat = tally(Measure.LINF, 8 / 255f).toCurve("image", Measure.LINF);
    assertEquals(8 / 255.0, asFloat.median().value(), 1e-9);
    assertEquals(
        8 / 255.0,
        tally(Measure.LINF, 8 / 255.0).toCurve("i", Measure.LINF).median().value(),
        1e-9);
  }

  @Test
  void itIsTheSameInAnyOrder() {
    RadiusTally all = tally(Measure.L2, 0.5, 0.25, NEVER, 0, 0.5);
    RadiusTally merged = tally(Measure.L2, 0.5, 0);
    merged.merge(tally(Measure.L2, NEVER, 0.5, 0.25));
    assertEquals(all, merged);
    assertEquals(all.toCurve("a", Measure.L2), merged.toCurve("a", Measure.L2));
  }

  /** Two seeds of the same studies are no more studies. */
  @Test
  void replicasAreMeans() {
    RadiusTally tally = new RadiusTally();
    for (long seed = 1; seed <= 2; seed++) {
      for (int study = 0; study < 40; study++) {
        tally.add(Measure.WORDS, study < 20 ? seed : NEVER, seed);
      }
    }
    RadiusCurve curve = tally.toCurve("text", Measure.WORDS);
    assertEquals(40, curve.studies());
    assertEquals(0.75, curve.steps().get(1).accuracy().value());
    assertEquals(Proportion.of(30, 40), curve.steps().get(1).accuracy());
    assertEquals(2, curve.median().value());
  }

  @Test
  void aLongCurveKeepsItsEndsAndStaysExact() {
    double[] smallest = IntStream.range(0, 1000).mapToDouble(i -> i).toArray();
    RadiusCurve curve = words(smallest);
    assertTrue(curve.steps().size() <= 101, "of " + curve.steps().size());
    assertEquals(0, curve.steps().get(curve.steps().size() - 1).accuracy().value());
    for (RadiusCurve.Step step : curve.steps()) {
      assertEquals(1 - (step.radius() + 1) / 1000, step.accuracy().value(), 1e-12);
    }
  }

  /** The interval of the median holds the true one in 95 of 100 samples, or more. */
  @Test
  void theIntervalOfTheMedianCovers() {
    SplittableRandom random = new SplittableRandom(5);
    int covered = 0;
    for (int sample = 0; sample < 1000; sample++) {
      double[] radii = random.doubles(60).map(uniform -> -Math.log(uniform)).toArray();
      Estimate median = tally(Measure.L2, radii).toCurve("image", Measure.L2).median();
      double truth = Math.log(2);
      covered += median.low() - 0.001 <= truth && truth <= median.high() ? 1 : 0;
    }
    assertTrue(covered >= 940, "in " + covered + " of 1000");
  }
}
