package io.gauntlet.score.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.score.Attacked;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.stats.McNemar;
import io.gauntlet.score.stats.PairedCounts;
import io.gauntlet.score.stats.PairedDeLong;
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

  /**
   * NumPy, by the kernels of each seed, of 5 abnormal and 4 normal studies of four patients;
   * without them the variance would be 0.00826.
   */
  @Test
  void areasOfSeveralSeedsAndOfPatients() {
    double[][] before = {
      {1.2, 0.4, 2.2, -0.3, 0.9, -1, 0.4, -0.6, 0.1},
      {1.0, 0.1, 1.9, 0.2, 0.6, -0.8, 0.3, -0.2, 0.0},
      {0.7, 0.9, 2.5, -0.1, 1.1, -1.1, 0.2, -0.9, 0.5}
    };
    double[][] after = {
      {0.8, 0.5, 1.1, -0.9, -0.2, -0.5, 0.6, -1, 0.3},
      {0.9, -0.2, 1.4, -0.5, 0.3, -0.4, 0.2, -0.8, 0.1},
      {0.2, 0.6, 0.9, -0.4, 0.1, -0.6, 0.4, -0.7, 0.35}
    };
    int[] patients = {0, 0, 1, 2, 2, 0, 3, 3, 1};
    PairTally tally = new PairTally();
    for (int study : new int[] {4, 0, 8, 2, 6, 1, 3, 5, 7}) {
      tally.addRanked(
          new StudyPair(
              "s" + study,
              "p" + patients[study],
              PairsByHand.leads(study < 5, before[0][study], before[1][study], before[2][study]),
              PairsByHand.leads(study < 5, after[0][study], after[1][study], after[2][study]),
              TRAITS));
    }
    PairedDeLong curves = tally.areas().orElseThrow();
    assertEquals(List.of(0.875, 0.9, 0.9), curves.reference());
    assertEquals(List.of(0.7, 0.75, 0.7), curves.candidate());
    assertEquals(0.005727025462962967, curves.variance(), 1e-15);
    assertEquals(3, tally.smallerClass());
    Drop drop = Drops.of(tally, ComparedMetric.AUROC).orElseThrow();
    SeededDrop expected =
        SeededDrop.of(curves.variance(), 3, curves.reference(), curves.candidate());
    assertEquals(9, drop.studies());
    assertEquals(expected.boundOfVariance(0.025), drop.upperBound(0.025), 1e-12);
    assertEquals(expected.pOfNoWorse(), drop.pOfNoWorse(), 1e-12);
  }

  /** Patients whose studies go together: the bound of the area keeps its level. */
  @Test
  void theBoundOfAnAreaKeepsItsLevelByPatient() {
    assertTrue(areaRuledOut(60, 3, 1, 600) < 0.04);
    assertTrue(areaRuledOut(60, 2, 3, 600) < 0.04);
  }

  @Test
  @Tag("long")
  void theBoundOfAnAreaKeepsItsLevelEverywhere() {
    for (int each : new int[] {1, 2, 4}) {
      for (int seeds : new int[] {1, 3, 5}) {
        double share = areaRuledOut(100, each, seeds, 4_000);
        System.out.printf(
            Locale.ROOT,
            "areas: 100 patients of %d studies, %d seeds: ruled out %.2f %%%n",
            each,
            seeds,
            100 * share);
        assertTrue(share < 0.035, each + " x " + seeds + ": " + share);
      }
    }
  }

  /**
   * How often the true drop is ruled out at 2.5 %: areas of .8556 and .7816, as normal leads give.
   */
  private static double areaRuledOut(int patients, int each, int seeds, int nights) {
    SplittableRandom random = new SplittableRandom(patients + seeds);
    int ruledOut = 0;
    for (int night = 0; night < nights; night++) {
      PairTally tally = new PairTally();
      for (int patient = 0; patient < patients; patient++) {
        double[] common = {random.nextGaussian(), random.nextGaussian()};
        for (int study = 0; study < each; study++) {
          boolean abnormal = (patient + study) % 2 == 0;
          double[] own = {random.nextGaussian(), random.nextGaussian()};
          tally.addRanked(
              new StudyPair(
                  "s" + patient + "-" + study,
                  "p" + patient,
                  draw(random, abnormal, abnormal ? 1.5 : 0, seeds, common[0], own[0]),
                  draw(random, abnormal, abnormal ? 1.1 : 0, seeds, common[1], own[1]),
                  TRAITS));
        }
      }
      ruledOut +=
          Drops.of(tally, ComparedMetric.AUROC).orElseThrow().upperBound(0.025) < 0.8556 - 0.7816
              ? 1
              : 0;
    }
    return (double) ruledOut / nights;
  }

  /** Leads of variance 1: six tenths of the patient, two of the study, two of the seed. */
  private static Answers draw(
      SplittableRandom random, boolean abnormal, double mean, int seeds, double of, double own) {
    double[] leads = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      leads[seed] =
          mean
              + Math.sqrt(0.6) * of
              + Math.sqrt(0.2) * own
              + Math.sqrt(0.2) * random.nextGaussian();
    }
    return PairsByHand.leads(abnormal, leads);
  }

  /** By hand: of ten patients with a study of each class six lose in both and one gains in one. */
  @Test
  void theBalancedAccuracyIsTestedByPatient() {
    PairTally tally = new PairTally();
    for (int patient = 0; patient < 10; patient++) {
      for (boolean abnormal : new boolean[] {true, false}) {
        boolean gains = patient == 7 && abnormal;
        tally.add(
            new StudyPair(
                "s" + patient + abnormal,
                "p" + patient,
                PairsByHand.answers(abnormal, !gains),
                PairsByHand.answers(abnormal, patient >= 6),
                TRAITS));
      }
    }
    Drop drop = Drops.of(tally, ComparedMetric.BALANCED_ACCURACY).orElseThrow();
    assertEquals(McNemar.pOfNoWorse(6, 1), drop.pOfNoWorse(), 1e-15);
    assertEquals(McNemar.pOfNoWorse(1, 6), drop.pOfNoBetter(), 1e-15);
    assertEquals(2 * McNemar.pOfNoWorse(6, 1), drop.pOfEqual(), 1e-15);
  }

  /**
   * An answer that is none is the worst that a candidate could give, and the best of a reference.
   */
  @Test
  void anAnswerThatIsNoneIsLostForTheArea() {
    PairTally tally = new PairTally();
    Answers high = PairsByHand.leads(true, 1);
    Answers low = PairsByHand.leads(false, 0);
    Answers none = PairsByHand.invalid(true);
    tally.addRanked(new StudyPair("a", "", none, high, TRAITS));
    tally.addRanked(new StudyPair("b", "", high, none, TRAITS));
    tally.addRanked(new StudyPair("c", "", low, low, TRAITS));
    Drop drop = Drops.of(tally, ComparedMetric.AUROC).orElseThrow();
    assertEquals(1, drop.reference(), 1e-12);
    assertEquals(0.5, drop.candidate(), 1e-12);
  }
}
