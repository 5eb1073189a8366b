package io.gauntlet.score.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RankTallyTest {

  /**
   * The 109 images of Hanley and McNeil 1982, table I, rated from 1 to 5; the area as Stata's
   * manual prints it for {@code roctab}, the interval on the scale of the logit by NumPy.
   */
  @Test
  void areaAndIntervalOfHanleyAndMcNeilsImages() {
    int[] normal = {33, 6, 6, 11, 2};
    int[] abnormal = {3, 2, 2, 11, 33};
    RankTally tally = new RankTally();
    for (int rating = 0; rating < normal.length; rating++) {
      add(tally, false, rating, normal[rating]);
      add(tally, true, rating, abnormal[rating]);
    }
    Estimate area = tally.auroc();
    assertEquals(0.8932, area.value(), 5e-5);
    assertEquals(0.8164434579114811, area.low(), 1e-9);
    assertEquals(0.9401761946121983, area.high(), 1e-9);
  }

  private static void add(RankTally tally, boolean abnormal, double lead, int times) {
    for (int i = 0; i < times; i++) {
      tally.add(abnormal, lead);
    }
  }

  /** By hand: all 60 above all 30, so at most 3 in 30 are missed; and the other way round. */
  @Test
  void whatIsPerfectIsNotCertain() {
    RankTally tally = new RankTally();
    add(tally, true, 2, 60);
    add(tally, false, 1, 30);
    assertEquals(new Estimate(1, 0.9, 1), tally.auroc());
    RankTally reversed = new RankTally();
    add(reversed, true, 1, 60);
    add(reversed, false, 2, 30);
    assertEquals(new Estimate(0, 0, 0.1), reversed.auroc());
  }

  @Test
  void aTieCountsHalf() {
    RankTally tally = new RankTally();
    tally.add(true, 0.5);
    tally.add(false, 0.5);
    tally.add(false, -1);
    assertEquals(0.75, tally.auroc().value());
    assertFalse(tally.auroc().hasInterval());
  }

  @Test
  void oneClassHasNoArea() {
    RankTally tally = new RankTally();
    tally.add(true, 0.5);
    assertTrue(Double.isNaN(tally.auroc().value()));
  }

  @Test
  void roundingCostsLessThanHalfTheTies() {
    Random random = new Random(1);
    int studies = 3000;
    double[] abnormal = random.doubles(studies).map(x -> 3 * x + 0.7).toArray();
    double[] normal = random.doubles(studies).map(x -> 3 * x).toArray();
    RankTally tally = new RankTally();
    double wins = 0;
    double close = 0;
    for (int i = 0; i < studies; i++) {
      tally.add(true, abnormal[i]);
      tally.add(false, normal[i]);
    }
    for (double high : abnormal) {
      for (double low : normal) {
        wins += high > low ? 1 : high == low ? 0.5 : 0;
        // A bucket is a 128th of an octave, so two in one are no further apart than that.
        close += Math.abs(high - low) <= Math.max(high, low) / 128 ? 1 : 0;
      }
    }
    double pairs = (double) studies * studies;
    double error = Math.abs(wins / pairs - tally.auroc().value());
    assertTrue(error > 0, "nothing was rounded");
    assertTrue(error <= close / pairs / 2, error + " of " + close / pairs);
    assertEquals(wins / pairs, tally.auroc().value(), 1e-3);
  }
}
