package io.gauntlet.score.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.score.tally.Decision;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  private static final RunFacts BASELINE = new RunFacts("runs/1", "sha256:a");
  private static final RunFacts CANDIDATE = new RunFacts("runs/2", "sha256:a");
  private static final PairKey PGD = key("image", "pgd");

  /**
   * One-sided exact binomial probabilities, (worse choose all) / 2^n by hand: 8 of 9 is (9 + 1) /
   * 512; 5 of 5 is 1 / 32; 1 of 2 is 3 / 4.
   */
  @ParameterizedTest
  @CsvSource({"8, 1, 0.01953125", "5, 0, 0.03125", "1, 1, 0.75", "0, 0, 1", "0, 3, 1"})
  void mcNemarByHand(int worse, int better, double p) {
    assertEquals(p, tally(40, worse, better).pOfNoWorseAccuracy(), 1e-12);
  }

  /**
   * The 314 patients of Bennett's and of many textbooks' example (Agresti 2013, table 11.1,
   * approval ratings: 150 and 86 of 1,600 changed): two-sided exact p 3.7e-5.
   */
  @Test
  void mcNemarOfApprovalRatings() {
    assertEquals(3.7e-5, 2 * tally(1600, 150, 86).pOfNoWorseAccuracy(), 0.1e-5);
  }

  @Test
  void noiseDoesNotFailAndALossDoes() {
    assertEquals(Status.PASS, decide(PGD, tally(300, 12, 9)).status());
    Verdict lost = decide(PGD, tally(300, 40, 5));
    assertEquals(Status.FAIL, lost.status());
    assertEquals(1, lost.status().exitStatus());
    CellVerdict accuracy = lost.cells().get(0);
    assertEquals(Metric.ACCURACY, accuracy.metric());
    assertEquals(-35.0 / 300, accuracy.difference().value(), 1e-12);
    assertTrue(accuracy.difference().high() < 0, accuracy.toString());
    assertFalse(accuracy.passed());
    assertTrue(
        lost.reasons().get(0).startsWith("accuracy of image under pgd fell from 83.3 % to 71.7 %"),
        lost.reasons().get(0));
  }

  @Test
  void aRealLossThatIsTooSmallToMatterPasses() {
    Verdict verdict = decide(PGD, tally(3000, 60, 0));
    assertTrue(verdict.cells().get(0).correctedP() < 1e-6);
    assertEquals(Status.PASS, verdict.status());
    Gate strict = new Gate(GatePolicy.builder().tolerance(0.01).build(), BASELINE, CANDIDATE);
    assertEquals(Status.FAIL, strict.decide(Map.of(PGD, tally(3000, 60, 0))).status());
  }

  @Test
  void manyComparisonsMakeOneLossLessSurprising() {
    Map<PairKey, PairTally> cells = new TreeMap<>();
    cells.put(PGD, tally(100, 9, 0));
    assertEquals(Status.FAIL, gate().decide(cells).status());
    for (int i = 0; i < 100; i++) {
      cells.put(key("image", "pgd:steps=" + i), tally(100, 1, 1));
    }
    Verdict verdict = gate().decide(cells);
    assertEquals(Status.PASS, verdict.status());
    assertTrue(
        verdict.reasons().get(0).startsWith("100 studies and 202 comparisons cannot tell a drop"),
        verdict.reasons().toString());
  }

  @Test
  void withoutABaselineOnlyFloorsDecide() {
    PairTally alone = new PairTally();
    for (int i = 0; i < 20; i++) {
      alone.add(new StudyPair("s" + i, ImmutableList.of(), decisions(i >= 4)), 1);
    }
    Verdict verdict = decide(PGD, alone);
    assertEquals(Status.NO_BASELINE, verdict.status());
    assertEquals(2, verdict.status().exitStatus());
    GatePolicy floor = policy("floors: [{cell: {victim: image}, least: 0.9}]");
    Verdict low = new Gate(floor, BASELINE, CANDIDATE).decide(Map.of(PGD, alone));
    assertEquals(Status.FAIL, low.status());
    assertEquals(
        "accuracy of image under pgd is 80.0 %, below its floor of 90.0 %", low.reasons().get(0));
    GatePolicy none = policy("floors: [{cell: {victim: text}, least: 0.9}]");
    assertTrue(
        new Gate(none, BASELINE, CANDIDATE)
            .decide(Map.of(PGD, alone))
            .reasons()
            .get(0)
            .contains("the candidate has no such cell"));
    assertEquals(Status.NO_BASELINE, gate().decide(Map.of()).status());
  }

  @Test
  void otherDataOtherAttacksAndOtherStudiesCannotBeCompared() {
    Map<PairKey, PairTally> cells = Map.of(PGD, tally(100, 1, 1));
    Verdict data =
        new Gate(GatePolicy.standard(), BASELINE, new RunFacts("runs/2", "sha256:b")).decide(cells);
    assertEquals(Status.NOT_COMPARABLE, data.status());
    assertEquals(2, data.status().exitStatus());
    assertTrue(data.reasons().get(0).contains("other data"), data.reasons().get(0));

    Verdict attacks =
        gate().decide(Map.of(PGD, tally(100, 1, 1), key("image", "fgsm"), onlyBaseline(100)));
    assertEquals(Status.NOT_COMPARABLE, attacks.status());
    assertEquals("the runs made other attacks: the candidate lacks fgsm", attacks.reasons().get(0));

    PairTally elsewhere = tally(50, 1, 1);
    elsewhere.merge(onlyBaseline(50));
    Verdict studies = decide(PGD, elsewhere);
    assertEquals(Status.NOT_COMPARABLE, studies.status());
    assertTrue(
        studies.reasons().get(0).contains("50 in common, 50 of the baseline alone"),
        studies.reasons().get(0));
  }

  @Test
  void aMissingCellFailsUnlessThePolicySaysOtherwise() {
    Map<PairKey, PairTally> cells =
        Map.of(PGD, tally(100, 1, 1), key("text", "pgd"), onlyBaseline(9));
    Verdict verdict = gate().decide(cells);
    assertEquals(Status.FAIL, verdict.status());
    assertTrue(verdict.reasons().get(0).startsWith("text under pgd is missing"));
    assertEquals(
        Status.PASS,
        new Gate(policy("missing: ignore"), BASELINE, CANDIDATE).decide(cells).status());
    assertEquals(
        Status.PASS,
        new Gate(policy("cells: [{victim: image}]"), BASELINE, CANDIDATE).decide(cells).status());
  }

  @Test
  void aDropAboveTheLargestFailsEvenByChance() {
    PairTally tally = tally(20, 4, 0);
    assertEquals(Status.PASS, decide(PGD, tally).status());
    Verdict verdict =
        new Gate(policy("largestDrop: 0.15"), BASELINE, CANDIDATE).decide(Map.of(PGD, tally));
    assertEquals(Status.FAIL, verdict.status());
    assertTrue(verdict.reasons().get(0).contains("more than the largest drop of 15.0 %"));
  }

  @Test
  void slicesAreComparedWhenTheyAreLargeEnough() {
    GatePolicy policy = policy("slices: ['cardio*']");
    PairKey slice = new PairKey(PGD.cell(), "cardiomegaly");
    Map<PairKey, PairTally> cells = Map.of(PGD, tally(300, 20, 1), slice, tally(30, 20, 0));
    Verdict verdict = new Gate(policy, BASELINE, CANDIDATE).decide(cells);
    assertEquals(4, verdict.cells().size());
    assertTrue(
        verdict.reasons().stream().anyMatch(reason -> reason.contains("studies with cardiomegaly")),
        verdict.reasons().toString());
    assertEquals(
        2,
        new Gate(policy("slices: ['cardio*']\nminSlice: 31"), BASELINE, CANDIDATE)
            .decide(cells)
            .cells()
            .size());
  }

  /** A misspelt heading must not let every candidate pass. */
  @Test
  void aSliceOfWhichThereIsNoStudyIsNoComparison() {
    Map<PairKey, PairTally> cells = Map.of(PGD, tally(300, 1, 1));
    Verdict verdict =
        new Gate(policy("slices: [cardiomegalie]"), BASELINE, CANDIDATE).decide(cells);
    assertEquals(Status.NOT_COMPARABLE, verdict.status());
    assertEquals(
        "no study has the MeSH heading 'cardiomegalie', which the policy names under slices; give a"
            + " heading as the reports spell it, or leave it out",
        verdict.reasons().get(0));
  }

  @Test
  void whatCannotBeComputedIsNeitherPassedNorFailed() {
    PairTally allNormal = new PairTally();
    for (int i = 0; i < 40; i++) {
      ImmutableList<Decision> right = ImmutableList.of(new Decision(false, false, i > 0));
      allNormal.add(new StudyPair("s" + i, right, right), 1);
    }
    Verdict verdict = decide(PGD, allNormal);
    assertEquals(Status.NOT_COMPARABLE, verdict.status());
    assertEquals(
        "f1 of image under pgd cannot be computed: no study that both runs have is abnormal; leave"
            + " f1 out of the policy's metrics, or compare runs on studies of both classes",
        verdict.reasons().get(0));
    Verdict floor =
        new Gate(
                policy("metrics: [accuracy]\nfloors: [{metric: f1, least: 0.5}]"),
                BASELINE,
                CANDIDATE)
            .decide(Map.of(PGD, allNormal));
    assertEquals(
        "f1 of image under pgd cannot be computed, for the candidate has no abnormal study",
        floor.reasons().get(0));
  }

  @Test
  void ofReplicasAStudyChangesWhenTheirShareDoes() {
    ImmutableList<Decision> right = decisions(true);
    ImmutableList<Decision> wrong = decisions(false);
    assertEquals(-1, new StudyPair("a", right, wrong).change());
    assertEquals(0, new StudyPair("a", both(right, wrong), both(wrong, right)).change());
    assertEquals(1, new StudyPair("a", both(right, wrong), right).change());
    assertEquals(0, new StudyPair("a", right, both(right, right)).change());
  }

  @Test
  void ordersOfMergingGiveOneVerdict() {
    PairTally forth = tally(30, 3, 1);
    forth.merge(tally(50, 4, 2));
    PairTally back = tally(50, 4, 2);
    back.merge(tally(30, 3, 1));
    assertEquals(forth, back);
  }

  private static ImmutableList<Decision> both(
      ImmutableList<Decision> one, ImmutableList<Decision> other) {
    return ImmutableList.<Decision>builder().addAll(one).addAll(other).build();
  }

  private static GatePolicy policy(String yaml) {
    return GatePolicyYaml.read("policy.yaml", yaml);
  }

  private static Gate gate() {
    return new Gate(GatePolicy.standard(), BASELINE, CANDIDATE);
  }

  private static Verdict decide(PairKey key, PairTally tally) {
    return gate().decide(Map.of(key, tally));
  }

  private static PairKey key(String victim, String attack) {
    return new PairKey(new CellKey(victim, attack), null);
  }

  private static ImmutableList<Decision> decisions(boolean right) {
    return ImmutableList.of(new Decision(true, true, right));
  }

  private static PairTally onlyBaseline(int studies) {
    PairTally tally = new PairTally();
    for (int i = 0; i < studies; i++) {
      tally.add(new StudyPair("b" + i, decisions(true), ImmutableList.of()), 1);
    }
    return tally;
  }

  /** Studies of which some were right before and some are right after; 5 % are wrong in both. */
  private static PairTally tally(int studies, int worse, int better) {
    PairTally tally = new PairTally();
    int wrong = studies >= 300 ? studies * 15 / 100 : 0;
    for (int i = 0; i < studies; i++) {
      boolean before = i < worse || i >= worse + better + wrong;
      boolean after = i >= worse && (i < worse + better || i >= worse + better + wrong);
      boolean abnormal = i % 3 > 0;
      tally.add(
          new StudyPair(
              "s" + i,
              ImmutableList.of(new Decision(abnormal, abnormal, abnormal == before)),
              ImmutableList.of(new Decision(abnormal, abnormal, abnormal == after))),
          1);
    }
    return tally;
  }
}
