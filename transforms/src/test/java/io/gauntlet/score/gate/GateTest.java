package io.gauntlet.score.gate;

import static io.gauntlet.score.gate.Nights.key;
import static io.gauntlet.score.gate.Nights.night;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.gauntlet.records.parts.DeadlineResult;
import io.gauntlet.records.parts.Making;
import io.gauntlet.records.parts.PartCell;
import io.gauntlet.records.parts.RunFault;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.records.parts.StudySample;
import io.gauntlet.report.VerdictText;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.pair.AttackTraits;
import io.gauntlet.score.pair.OneSided;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.pair.PairsByHand;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.GatePolicyYaml;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static final RunFacts REFERENCE = RunFacts.in("runs/1").withData("sha256:a");
  private static final RunFacts CANDIDATE = RunFacts.in("runs/2").withData("sha256:a");
  private static final PairTally STEADY =
      PairsByHand.attacked().abnormal(229, 140, 4, 4).normal(129, 80, 3, 3).tally();

  @Test
  void aQuietNightPassesOnEvidence() {
    Verdict verdict = decide(Nights.quiet());
    assertEquals(Status.PASS, verdict.status(), verdict.causes().toString());
    assertEquals(0, verdict.status().exitStatus());
    assertEquals(3, verdict.primaries().size());
    PrimaryResult sensitivity = verdict.primaries().get(0);
    assertEquals(229, sensitivity.studies());
    assertEquals(205.0 / 229, sensitivity.reference(), 1e-12);
    assertEquals(1.0 / 229, sensitivity.drop().value(), 1e-12);
    assertTrue(sensitivity.bound() < 0.05);
    assertEquals(129, verdict.primaries().get(1).studies());
    assertEquals(358, verdict.primaries().get(2).studies());
  }

  /** Always ABNORMAL: the sensitivity can but rise, and the specificity is gone. */
  @ParameterizedTest
  @CsvSource({"82, 49", "229, 129"})
  void aConstantAnswerFails(int abnormal, int normal) {
    int found = abnormal * 9 / 10;
    int cleared = normal * 9 / 10;
    Verdict verdict =
        decide(
            night(
                PairsByHand.clean()
                    .abnormal(abnormal, found, 0, abnormal - found)
                    .normal(normal, cleared, cleared, 0)
                    .tally(),
                STEADY));
    assertEquals(Status.FAIL, verdict.status());
    assertEquals(1, verdict.status().exitStatus());
    assertEquals(Code.LOST, verdict.causes().get(0).code());
    assertEquals("specificity", verdict.causes().get(0).metric().key());
  }

  @Test
  void aLossThatMayBeChanceIsInconclusive() {
    Verdict verdict =
        decide(
            night(
                PairsByHand.clean().abnormal(229, 205, 12, 3).normal(129, 116, 1, 1).tally(),
                STEADY));
    assertEquals(Status.INCONCLUSIVE, verdict.status());
    assertEquals(3, verdict.status().exitStatus());
    Cause cause = verdict.causes().get(0);
    assertEquals(Code.TOO_FEW_STUDIES, cause.code());
    assertEquals(15.0 / 229, cause.number("discordance"), 1e-12);
    assertTrue(cause.number("needed") > 229, cause.toString());
  }

  @Test
  void moreStudiesAreNoRemedyForALossOfTheMargin() {
    Verdict verdict =
        decide(
            night(
                PairsByHand.clean().abnormal(90, 80, 6, 1).normal(129, 116, 1, 1).tally(), STEADY));
    assertEquals(Code.NOT_FOR_LACK_OF_STUDIES, verdict.causes().get(0).code());
    assertEquals(Status.INCONCLUSIVE, verdict.status());
  }

  @Test
  void aRealLossWithinTheMarginPassesAndIsSaid() {
    Verdict verdict =
        decide(
            night(
                PairsByHand.clean().abnormal(3000, 2700, 60, 0).normal(129, 116, 1, 1).tally(),
                STEADY));
    assertEquals(Status.PASS, verdict.status());
    assertEquals(
        1,
        verdict.notes().stream().filter(note -> note.code() == Code.WORSE_WITHIN_MARGIN).count());
  }

  @Test
  void aClassThatCannotPassIsUninformative() {
    Verdict verdict =
        decide(
            night(
                PairsByHand.clean().abnormal(138, 120, 0, 0).normal(12, 11, 11, 0).tally(),
                STEADY));
    assertEquals(Status.INCONCLUSIVE, verdict.status());
    assertEquals(Code.CLASS_TOO_SMALL, verdict.causes().get(0).code());
    assertEquals(12, verdict.causes().get(0).number("studies"));
    assertEquals(35, verdict.causes().get(0).number("fewest"));
  }

  @Test
  void aReferenceWithNothingToLoseIsUninformativeAndTheRemedyIsNamed() {
    Map<PairKey, PairTally> cells = new HashMap<>(Nights.quiet());
    cells.put(
        key("late-fusion", "suite"),
        PairsByHand.attacked().abnormal(229, 5, 0, 2).normal(129, 4, 0, 1).tally());
    Verdict verdict = decide(cells);
    Cause cause = verdict.causes().get(0);
    assertEquals(Code.REFERENCE_TOO_LOW, cause.code());
    assertEquals(List.of("fgsm"), cause.names());
    assertEquals(Status.INCONCLUSIVE, verdict.status());
  }

  @Test
  void anAttackThatMayChangeTheLabelOrThatSeemsNotToWorkProvesNothing() {
    PairTally deletion =
        PairsByHand.of(new AttackTraits(Attacked.BOTH, true))
            .abnormal(229, 140, 0, 0)
            .normal(129, 80, 0, 0)
            .tally();
    assertEquals(
        Code.LABEL_MAY_CHANGE,
        decide(night(Nights.quiet().get(key("late-fusion", "none")), deletion))
            .causes()
            .get(0)
            .code());
    Verdict verdict =
        new Gate(GatePolicy.standard(), REFERENCE, CANDIDATE)
            .decide(
                Nights.quiet(),
                List.of(
                    new FalseSecurityWarning(
                        FalseSecurityWarning.Sign.ZERO_GRADIENTS,
                        "late-fusion",
                        "fgsm",
                        ImmutableList.of())));
    assertEquals(Code.FALSE_SECURITY, verdict.causes().get(0).code());
    assertEquals(Status.INCONCLUSIVE, verdict.status());
  }

  @Test
  void oneVictimOfSeveralIsEnoughToFail() {
    Map<PairKey, PairTally> cells = new HashMap<>(Nights.quiet());
    PairTally lost = PairsByHand.clean().abnormal(229, 205, 40, 1).normal(129, 116, 1, 1).tally();
    cells.put(key("ensemble", "none"), lost);
    cells.put(key("ensemble", "fgsm"), STEADY);
    cells.put(key("ensemble", "suite"), STEADY);
    Verdict verdict = decide(cells);
    assertEquals(6, verdict.primaries().size());
    assertEquals(Status.FAIL, verdict.status());
    assertEquals(Code.VICTIM_NOT_NAMED, verdict.notes().get(0).code());
    assertEquals(Status.PASS, decide(cells, "victim: late-fusion").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "victim: late-fusoin",
        "victim: nobody",
        "cells: [{victim: late-fusoin}]",
        "cells: [{victim: late-fusion, attack: pgd}]",
        "primaries: [{victim: nobody, margin: 0.1}]",
        "primaries: [{attack: pgd, margin: 0.1}]",
        "floors: [{cell: {victim: nobody}, least: 0}]",
        "suite: [pwws]",
        "slices: [nothing]"
      })
  void aPolicyThatMeansNothingIsMisuse(String yaml) {
    Verdict verdict = decide(Nights.quiet(), yaml);
    assertEquals(Status.MISUSE, verdict.status());
    assertEquals(2, verdict.status().exitStatus());
    assertEquals(Code.MATCHES_NOTHING, verdict.causes().get(0).code());
    assertTrue(
        verdict.causes().get(0).names().get(0).startsWith("policy.yaml, line 1: "),
        verdict.causes().toString());
  }

  @Test
  void theNearestNameIsGuessed() {
    assertEquals(
        "late-fusion",
        decide(Nights.quiet(), "victim: late-fusoin").causes().get(0).names().get(2));
  }

  @Test
  void victimAndAttackMustBeThereTogether() {
    Map<PairKey, PairTally> cells = new HashMap<>(Nights.quiet());
    cells.put(key("image", "square"), STEADY);
    Verdict verdict =
        decide(cells, "primaries: [{victim: late-fusion, attack: square, margin: 0.1}]");
    assertEquals(Status.MISUSE, verdict.status());
    assertEquals("late-fusion under square", verdict.causes().get(0).names().get(1));
  }

  @Test
  void floorsAreHeldAgainstTheirInterval() {
    assertEquals(Status.PASS, decide(Nights.quiet(), floor(0.8)).status());
    Verdict missed = decide(Nights.quiet(), floor(0.97));
    assertEquals(Status.FAIL, missed.status());
    assertEquals(Code.BELOW_FLOOR, missed.causes().get(0).code());
    Verdict open = decide(Nights.quiet(), floor(0.89));
    assertEquals(Status.INCONCLUSIVE, open.status());
    assertEquals(FloorResult.Status.OPEN, open.floors().get(0).status());
  }

  private static String floor(double least) {
    return "floors: [{cell: {victim: late-fusion, attack: none}, least: " + least + "}]";
  }

  @Test
  void aMissingCellFailsUnlessThePolicySaysOtherwise() {
    Map<PairKey, PairTally> cells = new HashMap<>(Nights.quiet());
    cells.put(key("image", "fgsm"), OneSided.reference(9));
    Verdict verdict = decide(cells);
    assertEquals(Status.FAIL, verdict.status());
    assertEquals(Code.CELL_MISSING, verdict.causes().get(0).code());
    assertEquals(Status.PASS, decide(cells, "missing: ignore").status());
    assertEquals(Status.PASS, decide(cells, "cells: [{victim: late-fusion}]").status());
  }

  /** What a deadline left out is not lost, and what the policy decides by is not passed over. */
  @Test
  void cellsThatADeadlineLeftOutAreNotLost() {
    Map<PairKey, PairTally> cells = new HashMap<>(Nights.quiet());
    cells.put(key("image", "fgsm"), OneSided.reference(9));
    cells.put(key("image", "suite"), OneSided.reference(9));
    assertEquals(Status.FAIL, decide(cells).status());
    Verdict verdict = leftOut("image", "fgsm").decide(cells, List.of());
    assertEquals(Status.PASS, verdict.status());
    Cause note = verdict.notes().get(verdict.notes().size() - 1);
    assertEquals(Code.CELLS_LEFT_OUT, note.code());
    assertEquals(List.of("image under fgsm"), note.names());

    Map<PairKey, PairTally> primary = new HashMap<>(Nights.quiet());
    primary.put(key("late-fusion", "none"), OneSided.reference(400));
    Verdict open = leftOut("late-fusion", "none").decide(primary, List.of());
    assertEquals(Status.INCONCLUSIVE, open.status());
    assertTrue(codes(open).contains(Code.LEFT_OUT), codes(open).toString());
  }

  private static Gate leftOut(String victim, String attack) {
    return new Gate(GatePolicy.standard(), REFERENCE, CANDIDATE)
        .withScopes(
            RunScope.ALL,
            RunScope.of(
                new DeadlineResult(
                    "6h",
                    DeadlineResult.Primaries.IN_TIME,
                    ImmutableSortedSet.of(new PartCell(victim, attack, null, null)))));
  }

  @Test
  void anotherSampleOfTheStudiesCannotBeCompared() {
    StudySample sample =
        new StudySample(60, 1, ImmutableList.of(new StudySample.Share("ABNORMAL", 60, 200)));
    RunFacts sampled = CANDIDATE.with(RunScope.of(sample));
    Map<PairKey, PairTally> cells = new HashMap<>(Nights.quiet());
    cells.get(key("late-fusion", "none")).merge(OneSided.reference(1));
    Verdict verdict = new Gate(GatePolicy.standard(), REFERENCE, sampled).decide(cells, List.of());
    assertEquals(Status.NOT_COMPARABLE, verdict.status());
    assertEquals(List.of(Code.OTHER_SAMPLE), codes(verdict));
    assertEquals("all studies", verdict.causes().get(0).names().get(0));

    Verdict same =
        new Gate(GatePolicy.standard(), REFERENCE.with(RunScope.of(sample)), sampled)
            .decide(Nights.quiet(), List.of());
    assertEquals(Status.PASS, same.status());

    StudySample whole =
        new StudySample(900, 1, ImmutableList.of(new StudySample.Share("ABNORMAL", 200, 200)));
    assertEquals(
        Status.PASS,
        new Gate(GatePolicy.standard(), REFERENCE, CANDIDATE.with(RunScope.of(whole)))
            .decide(Nights.quiet(), List.of())
            .status());
  }

  private static List<Code> codes(Verdict verdict) {
    return verdict.causes().stream().map(Cause::code).toList();
  }

  @Test
  void otherDataAttacksAndStudiesCannotBeCompared() {
    Verdict data =
        new Gate(GatePolicy.standard(), REFERENCE, RunFacts.in("runs/2").withData("sha256:b"))
            .decide(Nights.quiet(), List.of());
    assertEquals(Status.NOT_COMPARABLE, data.status());
    assertEquals(2, data.status().exitStatus());
    assertEquals(Code.OTHER_DATA, data.causes().get(0).code());

    Map<PairKey, PairTally> attacks = new HashMap<>(Nights.quiet());
    attacks.put(key("late-fusion", "pgd"), OneSided.reference(9));
    assertEquals(List.of("pgd"), decide(attacks).causes().get(0).names());

    Map<PairKey, PairTally> studies = new HashMap<>(Nights.quiet());
    studies.get(key("late-fusion", "none")).merge(OneSided.reference(1));
    assertEquals(Code.STUDIES_MISSING, decide(studies).causes().get(0).code());
  }

  @Test
  void aPrimaryUnderAnAttackThatTheReferenceLacksIsNotLeftOut() {
    Map<PairKey, PairTally> cells = new HashMap<>(Nights.quiet());
    cells.put(key("late-fusion", "pgd"), OneSided.candidate(300));
    String policy =
        "primaries: [{attack: none, metric: accuracy, margin: 0.1}, {attack: pgd, margin: 0.1}]";
    Verdict verdict = decide(cells, policy);
    assertEquals(Status.NOT_COMPARABLE, verdict.status());
    assertEquals(Code.REFERENCE_NOT_ATTACKED, verdict.causes().get(0).code());
    assertEquals(List.of("pgd"), verdict.causes().get(0).names());
    assertEquals(
        Status.NOT_COMPARABLE,
        decide(cells, "primaries: [{attack: none, margin: 0.1}]\nsuite: [fgsm, pgd]").status());
    // A star means what there is.
    assertEquals(
        Status.PASS,
        decide(cells, "primaries: [{attack: none, metric: accuracy, margin: 0.1}]").status());
  }

  @Test
  void whatAttackingAgainMendsNamesTheCommandAndNothingElseDoes() {
    ImmutableList<String> options = ImmutableList.of("--reference=a b", "--candidate=runs/2");
    Verdict data =
        new Gate(GatePolicy.standard(), REFERENCE, RunFacts.in("runs/2").withData("sha256:b"))
            .withRemedy(options)
            .decide(Nights.quiet(), List.of());
    Cause last = data.causes().get(data.causes().size() - 1);
    assertEquals(Code.ATTACK_AGAIN, last.code());
    assertTrue(
        VerdictText.render(data)
            .contains("gauntlet gate --reattack '--reference=a b' --candidate=runs/2\n"),
        VerdictText.render(data));

    Verdict sizes =
        new Gate(
                GatePolicy.standard(),
                REFERENCE.with(making("64x64", "1"), ImmutableList.of()),
                CANDIDATE.with(making("32x32", "2"), ImmutableList.of()))
            .withRemedy(options)
            .decide(Nights.quiet(), List.of());
    assertTrue(sizes.causes().stream().noneMatch(cause -> cause.code() == Code.ATTACK_AGAIN));
  }

  @Test
  void aFaultOfARunIsAReasonNotToCompareIt() {
    RunFault fault = new RunFault(RunFault.Code.CUT, "part-1", "it ends too early");
    Verdict verdict =
        new Gate(
                GatePolicy.standard(),
                REFERENCE,
                CANDIDATE.with(Making.UNKNOWN, ImmutableList.of(fault)))
            .decide(Nights.quiet(), List.of());
    assertEquals(Status.NOT_COMPARABLE, verdict.status());
    assertEquals(Code.NOT_WHAT_WAS_WRITTEN, verdict.causes().get(0).code());
    assertEquals(List.of("runs/2: part-1: it ends too early"), verdict.causes().get(0).names());
  }

  @Test
  void imagesOfAnotherSizeAndRevisedAttacksCannotBeCompared() {
    Verdict verdict =
        new Gate(
                GatePolicy.standard(),
                REFERENCE.with(making("64x64", "1"), ImmutableList.of()),
                CANDIDATE.with(making("32x32", "2"), ImmutableList.of()))
            .decide(Nights.quiet(), List.of());
    assertEquals(Status.NOT_COMPARABLE, verdict.status());
    assertEquals(
        List.of(Code.OTHER_SIZES, Code.OTHER_REVISIONS),
        verdict.causes().stream().map(Cause::code).toList());
    assertEquals(List.of("image (64x64, 32x32)"), verdict.causes().get(0).names());
  }

  private static Making making(String size, String revision) {
    return new Making(
        ImmutableSortedMap.of(),
        ImmutableSortedMap.of("fgsm", revision),
        ImmutableSortedMap.of("image", size),
        ImmutableSortedMap.of());
  }

  /** A control that takes the image away is no attack that a victim has to stand. */
  @Test
  void aStarredFloorLeavesOutWhatMayChangeWhatIsTrue() {
    Map<PairKey, PairTally> alone =
        Map.of(
            key("late-fusion", "none"),
            OneSided.candidate(20),
            key("late-fusion", "drop-image"),
            OneSided.candidate(20, new AttackTraits(Attacked.IMAGE, true)));
    for (String cell : List.of("", "cell: {attack: '*'}, ")) {
      assertEquals(
          List.of("none"), floored(decide(alone, "floors: [{%sleast: 0.9}]".formatted(cell))));
    }
    assertEquals(
        List.of("drop-image"),
        floored(decide(alone, "floors: [{cell: {attack: drop-image}, least: 0.9}]")));
  }

  private static List<String> floored(Verdict verdict) {
    return verdict.floors().stream().map(floor -> floor.key().attack()).toList();
  }

  @Test
  void withoutAReferenceOnlyFloorsDecide() {
    Map<PairKey, PairTally> alone = Map.of(key("late-fusion", "none"), OneSided.candidate(20));
    assertEquals(Status.NO_REFERENCE, decide(alone).status());
    assertEquals(2, decide(alone).status().exitStatus());
    assertEquals(Status.FAIL, decide(alone, "floors: [{least: 0.9}]").status());
    assertEquals(Status.MISUSE, decide(alone, "victim: nobody").status());
    assertEquals(Status.NO_REFERENCE, decide(Map.of()).status());
  }

  @Test
  void looksAreTestedAtAShareOfTheLevel() {
    Verdict verdict = decide(Nights.quiet(), "looks: 10");
    assertTrue(
        verdict.primaries().get(0).bound() > decide(Nights.quiet()).primaries().get(0).bound());
    Verdict seventh = Looks.counted(decide(Nights.quiet()), 7);
    Cause looks = seventh.notes().get(seventh.notes().size() - 1);
    assertEquals(0.162, looks.number("chance"), 1e-3);
  }

  @Test
  void aVerdictIsReadAsItWasWritten() {
    Verdict verdict = decide(Nights.quiet());
    assertEquals(
        VerdictJson.write(verdict),
        VerdictJson.write(VerdictJson.read(VerdictJson.write(verdict))));
  }

  private static final String OF_WOMEN =
      "primaries: [{attack: none, slice: sex=F, metric: accuracy, margin: 0.1}]";

  /** By hand: of 100 women 20 were lost, though of all studies hardly any. */
  @Test
  void aSliceMayBePrimaryAndCountsItsStudiesAlone() {
    Map<PairKey, PairTally> cells = new HashMap<>(Nights.quiet());
    cells.put(
        ofSlice("sex=F"), PairsByHand.clean().abnormal(60, 55, 12, 0).normal(40, 36, 8, 0).tally());
    Verdict verdict = decide(cells, OF_WOMEN);
    assertEquals(Status.FAIL, verdict.status());
    assertEquals("sex=F", verdict.causes().get(0).slice());
    assertEquals(100, verdict.primaries().get(0).studies());
    assertEquals(0.2, verdict.primaries().get(0).drop().value(), 1e-12);
  }

  /** A slice below minSlice was left out before, and with it the only primary: that was a pass. */
  @Test
  void aSliceThatIsTooSmallTellsNothingAndIsNotLeftOut() {
    Map<PairKey, PairTally> cells = new HashMap<>(Nights.quiet());
    cells.put(
        ofSlice("sex=F"), PairsByHand.clean().abnormal(8, 8, 0, 0).normal(4, 4, 0, 0).tally());
    Verdict verdict = decide(cells, OF_WOMEN);
    assertEquals(Status.INCONCLUSIVE, verdict.status());
    assertEquals(Code.CLASS_TOO_SMALL, verdict.causes().get(0).code());
    assertEquals(12, verdict.causes().get(0).number("studies"));
  }

  @Test
  void aSliceThatIsNotThereIsMisuseWithTheNearest() {
    Map<PairKey, PairTally> cells = new HashMap<>(Nights.quiet());
    cells.put(
        ofSlice("sex=M"), PairsByHand.clean().abnormal(60, 55, 0, 0).normal(40, 36, 0, 0).tally());
    Verdict verdict = decide(cells, OF_WOMEN);
    assertEquals(Status.MISUSE, verdict.status());
    assertEquals("sex=M", verdict.causes().get(0).names().get(2));
  }

  /** What the policy does not name is there for its name, and is compared with nothing. */
  @Test
  void slicesThatAreNotNamedAreNotCompared() {
    Map<PairKey, PairTally> cells = new HashMap<>(Nights.quiet());
    PairTally hundred = PairsByHand.clean().abnormal(60, 55, 0, 0).normal(40, 36, 0, 0).tally();
    cells.put(ofSlice("sex=F"), hundred);
    cells.put(ofSlice("sex=M"), hundred);
    assertTrue(
        decide(cells, OF_WOMEN).cells().stream().noneMatch(cell -> "sex=M".equals(cell.slice())));
  }

  /** The candidate lacks what the only primary is about; ignoring it once left nothing to fail. */
  @Test
  void aPrimaryThatTheCandidateLacksIsNoPass() {
    Map<PairKey, PairTally> cells = new HashMap<>(Nights.quiet());
    cells.put(key("late-fusion", "pgd"), OneSided.reference(100));
    Verdict verdict = decide(cells, "primaries: [{attack: pgd, margin: 0.1}]\nmissing: ignore");
    assertEquals(Status.INCONCLUSIVE, verdict.status());
    assertEquals(Code.CELL_MISSING, verdict.causes().get(0).code());
  }

  private static PairKey ofSlice(String slice) {
    return new PairKey(new CellKey("late-fusion", "none"), slice);
  }

  /**
   * By hand: the reference's seeds are right on 90, 92 and 94 of 100, so they are 2 points apart.
   */
  @Test
  void whatRetrainingAloneMovesStandsBesideTheDrop() {
    PairTally tally =
        PairsByHand.ofSeeds(new int[] {90, 92, 94}, new int[] {91, 92, 93}, 100).tally();
    Verdict verdict =
        decide(
            Map.of(key("late-fusion", "none"), tally),
            "primaries: [{attack: none, margin: 0.1}]\nsuite: [none]");
    assertEquals(0.02, verdict.primaries().get(0).referenceSpread(), 1e-12);
    PairTally alone = PairsByHand.ofSeeds(new int[] {90, 92, 94}, new int[] {91}, 100).tally();
    PrimaryResult oneSeed =
        decide(
                Map.of(key("late-fusion", "none"), alone),
                "primaries: [{attack: none, margin: 0.1}]\nsuite: [none]")
            .primaries()
            .get(0);
    assertEquals(0.02, oneSeed.referenceSpread(), 1e-12);
    assertEquals(0.01, oneSeed.drop().value(), 1e-12);
    assertEquals(Code.SEEDS_TOO_FEW, oneSeed.causes().get(0).code());
  }

  private static Verdict decide(Map<PairKey, PairTally> cells) {
    return new Gate(GatePolicy.standard(), REFERENCE, CANDIDATE)
        .decide(ImmutableMap.copyOf(cells), List.of());
  }

  private static Verdict decide(Map<PairKey, PairTally> cells, String yaml) {
    return new Gate(GatePolicyYaml.read("policy.yaml", yaml), REFERENCE, CANDIDATE)
        .decide(ImmutableMap.copyOf(cells), List.of());
  }
}
