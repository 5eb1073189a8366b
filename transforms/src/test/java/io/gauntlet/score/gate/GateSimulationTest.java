package io.gauntlet.score;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.gate.Gate;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.pair.StudyPair;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.tally.Decision;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Synthetic nights at the size of the paper's test part. A candidate is the same recipe trained
 * again: on every study it is right as often as the baseline is, but not on the same nights, and a
 * study that is hard in one cell is hard in the others.
 */
class GateSimulationTest {
  private static final int STUDIES = 678;

  @Test
  void noiseWakesNoOneAndALossDoes() {
    checkRates(20, 40);
  }

  @Test
  @Tag("long")
  void noiseWakesNoOneAndALossDoesOnTheWholeGrid() {
    checkRates(65, 400);
  }

  private static void checkRates(int cells, int nights) {
    GatePolicy policy = GatePolicy.standard();
    double falseAlarms = rateOfFailure(policy, cells, nights, 0);
    double caught = rateOfFailure(policy, cells, nights, 3 * policy.tolerance());
    System.out.printf(
        Locale.ROOT,
        "gate over %d nights of %d studies and %d cells: fails %.1f %% without a true change (at most"
            + " %.0f %%), %.1f %% with a loss of %.0f points in one cell%n",
        nights,
        STUDIES,
        cells,
        100 * falseAlarms,
        100 * policy.alpha(),
        100 * caught,
        300 * policy.tolerance());
    // Two standard errors of the rate itself.
    double error = Math.sqrt(policy.alpha() * (1 - policy.alpha()) / nights);
    assertTrue(falseAlarms <= policy.alpha() + 2 * error, falseAlarms + " false alarms");
    assertTrue(caught >= 0.95, caught + " caught");
  }

  /** The share of nights that fail when the first cell loses accuracy. */
  private static double rateOfFailure(GatePolicy policy, int cells, int nights, double loss) {
    RunFacts run = new RunFacts("run", "sha256:a");
    int failed = 0;
    for (int night = 0; night < nights; night++) {
      Random random = new Random(1000L * cells + night);
      Verdict verdict = new Gate(policy, run, run).decide(night(random, cells, loss));
      failed += verdict.status() == Status.FAIL ? 1 : 0;
    }
    return (double) failed / nights;
  }

  private static Map<PairKey, PairTally> night(Random random, int cells, double loss) {
    Map<PairKey, PairTally> tallies = new HashMap<>();
    double[] ease = random.doubles(STUDIES).toArray();
    for (int cell = 0; cell < cells; cell++) {
      PairTally tally = new PairTally();
      double hard = 0.05 + 0.5 * cell / cells;
      for (int study = 0; study < STUDIES; study++) {
        boolean abnormal = study % 8 < 5;
        double right = rightWith(ease[study], hard);
        boolean before = random.nextDouble() < right;
        boolean after = random.nextDouble() < right;
        if (cell == 0 && after) {
          after = random.nextDouble() >= loss / 0.9;
        }
        tally.add(
            new StudyPair("s" + study, decisions(abnormal, before), decisions(abnormal, after)), 1);
      }
      tallies.put(new PairKey(new CellKey("victim", "attack-" + cell, null), null), tally);
    }
    return tallies;
  }

  /** Most studies are surely right or surely wrong; one in five can go either way. */
  private static double rightWith(double ease, double hard) {
    if (Math.abs(ease - hard) < 0.1) {
      return 0.5 + 5 * (ease - hard) * 0.8;
    }
    return ease > hard ? 0.99 : 0.03;
  }

  private static ImmutableList<Decision> decisions(boolean abnormal, boolean right) {
    return ImmutableList.of(new Decision(abnormal, abnormal, abnormal == right));
  }
}
