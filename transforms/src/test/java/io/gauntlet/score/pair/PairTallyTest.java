package io.gauntlet.score.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.score.Attacked;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.stats.McNemar;
import io.gauntlet.score.stats.PairedCounts;
import io.gauntlet.score.stats.SeededDrop;
import io.gauntlet.score.stats.Tango;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PairTallyTest {
  private static final AttackTraits TRAITS = new AttackTraits(Attacked.IMAGE, false);

  @Test
  void ordersOfMergingGiveOneTally() {
    PairTally forth = some(1);
    forth.merge(some(2));
    PairTally back = some(2);
    back.merge(some(1));
    assertEquals(forth, back);
    assertEquals(
        Drops.of(forth, ComparedMetric.BALANCED_ACCURACY).orElseThrow().interval(),
        Drops.of(back, ComparedMetric.BALANCED_ACCURACY).orElseThrow().interval());
  }

  private static PairTally some(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PairTally tally = new PairTally();
    for (int study = 0; study < 200; study++) {
      boolean abnormal = random.nextInt(3) > 0;
      tally.addRanked(
          new StudyPair(
              "s" + seed + "-" + study,
              "p" + random.nextInt(40),
              PairsByHand.answers(abnormal, random.nextInt(5) > 0),
              PairsByHand.answers(abnormal, random.nextInt(5) > 0),
              TRAITS));
    }
    return tally;
  }

  /**
   * By hand: where each of m patients has two studies that say the same, they tell as much as m − 1
   * studies, and four patients got worse.
   */
  @Test
  void studiesOfOnePatientCountForLess() {
    PairTally tally = new PairTally();
    for (int study = 0; study < 100; study++) {
      int patient = study / 2;
      tally.add(
          new StudyPair(
              "s" + study,
              "p" + patient,
              PairsByHand.answers(true, true),
              PairsByHand.answers(true, patient >= 4),
              TRAITS));
    }
    Drop drop = Drops.of(tally, ComparedMetric.SENSITIVITY).orElseThrow();
    assertEquals(100, drop.studies());
    assertEquals(50, tally.patients());
    assertEquals(0.08, drop.interval().value(), 1e-12);
    assertEquals(
        Tango.interval(new PairedCounts(49, 3.92, 0)).high(), drop.interval().high(), 1e-9);
    assertEquals(McNemar.pOfNoWorse(4, 0), drop.pOfNoWorse(), 1e-12);
  }

  /** Studies of a patient that go together: the bound keeps its level, and would not without. */
  @Test
  void theBoundKeepsItsLevelByPatient() {
    assertTrue(ruledOut(150, 3, 2_000) < 0.04);
  }

  @Test
  @Tag("long")
  void theBoundKeepsItsLevelByPatientEverywhere() {
    for (int patients : new int[] {80, 150, 300}) {
      for (int each : new int[] {2, 3, 5}) {
        double share = ruledOut(patients, each, 10_000);
        System.out.printf(
            Locale.ROOT,
            "clusters: %d patients of %d studies: ruled out %.2f %%%n",
            patients,
            each,
            100 * share);
        assertTrue(share < 0.04, patients + " x " + each + ": " + share);
      }
    }
  }

  /** How often the true drop of 5 points is ruled out at 2.5 %. */
  private static double ruledOut(int patients, int each, int nights) {
    SplittableRandom random = new SplittableRandom(patients);
    int ruledOut = 0;
    for (int night = 0; night < nights; night++) {
      PairTally tally = new PairTally();
      for (int patient = 0; patient < patients; patient++) {
        double common = random.nextDouble();
        for (int study = 0; study < each; study++) {
          double draw = random.nextInt(10) < 7 ? common : random.nextDouble();
          boolean worse = draw < 0.08;
          boolean better = draw > 0.97;
          tally.add(
              new StudyPair(
                  "s",
                  "p" + patient,
                  PairsByHand.answers(true, !better),
                  PairsByHand.answers(true, !worse),
                  TRAITS));
        }
      }
      ruledOut +=
          Drops.of(tally, ComparedMetric.SENSITIVITY).orElseThrow().upperBound(0.025) < 0.05
              ? 1
              : 0;
    }
    return (double) ruledOut / nights;
  }

  /** By hand: figures of each seed, and the variance of the studies' mean differences. */
  @Test
  void severalSeedsAreAboutTheRecipe() {
    PairTally tally = new PairTally();
    boolean[][] before = {{true, true, true}, {true, true, false}, {true, true, true}};
    boolean[][] after = {{true, true, true}, {true, false, false}, {false, true, true}};
    for (int study = 0; study < 3; study++) {
      tally.add(
          new StudyPair(
              "s" + study,
              "",
              PairsByHand.answers(true, before[study]),
              PairsByHand.answers(true, after[study]),
              TRAITS));
    }
    Drop drop = Drops.of(tally, ComparedMetric.SENSITIVITY).orElseThrow();
    assertEquals(3, drop.studies());
    assertEquals(8.0 / 9, drop.reference(), 1e-12);
    assertEquals(6.0 / 9, drop.candidate(), 1e-12);
    // Differences 0, 1/3, 1/3: variance 1/27, of the mean 1/81.
    SeededDrop expected =
        SeededDrop.of(1.0 / 81, 3, List.of(1.0, 1.0, 2.0 / 3), List.of(2.0 / 3, 2.0 / 3, 2.0 / 3));
    assertEquals(expected.upperBound(0.025), drop.upperBound(0.025), 1e-9);
    assertEquals(expected.pOfNoWorse(), drop.pOfNoWorse(), 1e-9);
  }

  @Test
  void areasAreComparedWhereTheLeadsAreKept() {
    Drop drop = Drops.of(some(3), ComparedMetric.AUROC).orElseThrow();
    assertEquals(200, drop.studies());
    assertTrue(drop.reference() > 0.5 && drop.reference() < 1);
    assertEquals(drop.reference() - drop.candidate(), drop.interval().value(), 1e-12);
  }
}
