package io.gauntlet.report.sentence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.Attacks;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.ModalityInteraction.Dominance;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.Slice;
import io.gauntlet.score.Slices;
import io.gauntlet.score.curve.BudgetCurves;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.score.stats.Proportion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each sentence where it follows, and where it must not be said. */
class SentencesTest {
  private static final String NONE = "none";
  private static final String PGD = "pgd:epsilon=0.03:steps=10";
  private static final String FGSM = "fgsm:epsilon=0.03";
  private static final String SYNONYMS = "synonym-greedy:fraction=0.4:plausible=off";
  private static final String DELETION = "half-sentence-deletion:fraction=0.5";
  private static final String TYPOS = "char-typo:fraction=0.2";
  private static final String BLUR = "blur:sigma=1.0";

  @Test
  void noVictimIsAveragedWithAnother() {
    Scorecard ours =
        scorecard(
            cell("early-fusion", NONE, 95),
            cell("late-fusion", NONE, 93),
            cell("guest", NONE, 41),
            cell("early-fusion", PGD, 60),
            cell("late-fusion", PGD, 55),
            cell("guest", PGD, 10));
    assertEquals(
        List.of(
            "The victims are right in 41.0% (guest) to 95.0% (early-fusion) of the studies when"
                + " clean, and in 10.0% (guest, under PGD, ε=0.03, steps=10) to 60.0%"
                + " (early-fusion, under PGD, ε=0.03, steps=10) at worst."),
        said(new AccuracyRange(), ours));
  }

  /** Findings are no groups of patients, and one group is the worst of nothing. */
  @Test
  void theWorstGroupIsNamedWithAnIntervalForAll() {
    Scorecard found =
        withSlices(
            slice("sex=F", 40, 50),
            slice("sex=M", 48, 50),
            slice("opacity", 1, 50),
            slice("site=a", 1, 50));
    assertEquals(
        List.of(
            "Of 2 groups by sex, clean, late-fusion is right least often where sex=F: 80.0% of 50"
                + " studies (95% at once: 64.9–89.7%)."),
        said(new WorstGroupFound(), found));
    assertEquals(List.of(), said(new WorstGroupFound(), withSlices(slice("sex=F", 40, 50))));
    assertEquals(
        List.of(),
        said(new WorstGroupFound(), withSlices(slice("sex=F", 40, 50), slice("sex=M", 40, 50))),
        "none is right less often than the other");
  }

  private static Scorecard withSlices(Slice... slices) {
    return new Scorecard(
        List.of(cell("late-fusion", NONE, 90)),
        List.of(),
        List.of(),
        BudgetCurves.NONE,
        List.of(),
        new Slices(List.of(slices), 20),
        List.of());
  }

  private static Slice slice(String term, int right, int studies) {
    return new Slice(
        term,
        new CellKey("late-fusion", NONE),
        new ConfusionMatrix(right / 2, 0, right - right / 2, studies - right),
        right,
        0,
        1);
  }

  @Test
  void aVictimThatWasNotAttackedIsNoneOfThose() {
    String said =
        said(
                new AccuracyRange(),
                scorecard(
                    cell("text", NONE, 100), cell("text", SYNONYMS, 70), cell("image", NONE, 5)))
            .get(0);
    assertEquals(
        "text is right in 100.0% of the studies when clean, and in 70.0% under Synonym replacing at"
            + " worst.",
        said);
    assertEquals(
        List.of("Nothing was attacked, so nothing is known of robustness."),
        said(new AccuracyRange(), scorecard(cell("text", NONE, 100))));
  }

  @Test
  void anAttackThatMayChangeTheLabelIsNeverTheWorst() {
    Scorecard scorecard =
        scorecard(cell("text", NONE, 100), cell("text", SYNONYMS, 70), cell("text", DELETION, 20));
    assertTrue(said(new AccuracyRange(), scorecard).get(0).contains("70.0%"));
    assertFalse(said(new AccuracyRange(), scorecard).get(0).contains("20.0%"));
    assertTrue(
        said(new LabelMayChange(), scorecard)
            .get(0)
            .contains("a finding: Half-sentence deleting."));
    assertEquals(
        List.of(),
        said(new LabelMayChange(), scorecard(cell("text", NONE, 9), cell("text", SYNONYMS, 7))));
  }

  @Test
  void whoGivesWayFirstIsSaidOfOneAttackAndBeyondChanceAlone() {
    List<String> said =
        said(
            new WeakestUnderOneAttack(),
            scorecard(cell("a", PGD, 20), cell("b", PGD, 60), cell("c", FGSM, 1)));
    assertEquals(1, said.size());
    assertTrue(said.get(0).startsWith("Under PGD, ε=0.03, steps=10, a keeps least, 20.0%"));
    assertEquals(
        List.of(),
        said(
            new WeakestUnderOneAttack(),
            scorecard(cell("a", PGD, 55), cell("b", PGD, 60), cell("c", PGD, 61))),
        "within chance");
    assertEquals(
        List.of(),
        said(new WeakestUnderOneAttack(), scorecard(cell("a", PGD, 20), cell("b", SYNONYMS, 90))),
        "pixels and words have no common scale");
    assertEquals(
        List.of(),
        said(
            new WeakestUnderOneAttack(),
            scorecard(cell("a", FGSM, 20), cell("b", FGSM, 60))
                .withWarnings(
                    List.of(
                        new FalseSecurityWarning(
                            Sign.STEP_OVERSHOOTS, "a", FGSM, ImmutableList.of())))),
        "an attack that did not work is no measure");
  }

  @Test
  void theStrongestAttackIsOneOfSeveralAndTheSameForAll() {
    assertEquals(
        List.of(
            "Of the attacks on the images that were run, PGD, ε=0.03, steps=10 leaves every victim"
                + " least."),
        said(
            new StrongestAttack(),
            scorecard(
                cell("a", FGSM, 50), cell("a", PGD, 20), cell("b", FGSM, 50), cell("b", PGD, 20))));
    assertEquals(List.of(), said(new StrongestAttack(), scorecard(cell("a", PGD, 20))));
    assertEquals(
        List.of(),
        said(new StrongestAttack(), scorecard(cell("a", SYNONYMS, 20), cell("a", DELETION, 50))),
        "one that may change the label is no choice");
    assertEquals(
        List.of(),
        said(
            new StrongestAttack(),
            scorecard(
                cell("a", FGSM, 50), cell("a", PGD, 20), cell("b", FGSM, 20), cell("b", PGD, 50))));
  }

  @Test
  void aJointAttackThatChangedNoWordIsNotCalledJoint() {
    ScorecardCell idle = joint(1, 0);
    Scorecard scorecard = pair(Dominance.IMAGE, idle);
    assertEquals(
        List.of(
            "PGD (ε=0.03) + synonym replacing changed the images alone of late-fusion: it is no joint attack."),
        said(new NotJoint(), scorecard));
    assertEquals(List.of(), said(new LeaningOn(), scorecard));
    assertEquals(1, PairWords.of(scorecard, scorecard.interactions().get(0)).size());
    assertEquals(idle, Worst.of(scorecard).get(0).cell(Attacked.IMAGE).orElseThrow());
    assertTrue(Worst.of(scorecard).get(0).cell(Attacked.BOTH).isEmpty());
  }

  @Test
  void oneThatChangedBothIs() {
    Scorecard scorecard = pair(Dominance.UNDECIDED, joint(1, 0.4));
    assertEquals(List.of(), said(new NotJoint(), scorecard));
    assertEquals(3, PairWords.of(scorecard, scorecard.interactions().get(0)).size());
    String said = said(new LeaningOn(), scorecard).get(0);
    assertTrue(said.contains("loses 66.0 to its images and 65.0 to its words"), said);
    assertTrue(said.contains("a difference within chance"), said);
    assertTrue(said.contains("no common scale"), said);
  }

  @Test
  void withinChanceStandsBesideNoIntervalThatExcludesZero() {
    Scorecard scorecard = pair(Dominance.IMAGE, joint(1, 1));
    List<String> said = PairWords.of(scorecard, scorecard.interactions().get(0));
    assertTrue(said.get(1).contains("23.5 (−44.0 to −3.8)"), said.get(1));
    assertFalse(said.get(1).contains("within chance"), said.get(1));
  }

  @ParameterizedTest
  @EnumSource(
      value = Attacked.class,
      names = {"IMAGE", "UNKNOWN"})
  void aVictimThatSharesABranchIsNoneWhoseWeightsTheAttackerDidNotKnow(Attacked shared) {
    ScorecardCell own = cell("b", NONE, 95);
    ScorecardCell transferred = transferred(10);
    assertEquals(
        List.of(
            "Images made against a leave b, which shares no weights with it, 10.0% of 95.0%: who"
                + " attacks it need not know it."),
        said(new TransferReach(), new Scorecard(List.of(own), List.of(transferred))));
    assertEquals(
        List.of(),
        said(
            new TransferReach(),
            new Scorecard(List.of(own), List.of(transferred.withShared(ImmutableSet.of(shared))))));
  }

  @Test
  void imagesThatHarmWithinChanceReachNobody() {
    assertEquals(
        List.of(),
        said(
            new TransferReach(),
            new Scorecard(List.of(cell("b", NONE, 95)), List.of(transferred(93)))));
  }

  @Test
  void anF1ThatAConstantAnswerHasTooIsSaid() {
    // 50 of 100 are abnormal: F1 of always abnormal is two thirds.
    ScorecardCell always = counted("a", PGD, new ConfusionMatrix(50, 50, 0, 0));
    String said = said(new NoBetterThanConstant(), scorecard(always, cell("a", NONE, 95))).get(0);
    assertTrue(said.startsWith("In 1 of 2 cells"), said);
    assertTrue(said.contains("(66.7%)"), said);
    assertEquals(List.of(), said(new NoBetterThanConstant(), scorecard(cell("a", NONE, 95))));
  }

  @Test
  void adviceNeedsALossBeyondChance() {
    Scorecard large =
        scorecard(
            cell("text", NONE, 95), cell("text", TYPOS, 26), cell("image", NONE, 95), blur(60));
    assertEquals(
        List.of(
            "A spell-checker before the words that text reads is worth a try: misspelling alone"
                + " (char-typo, fraction=0.2) costs it 69.0 points."),
        said(new SpellChecker(), large));
    assertTrue(said(new ImageQualityCheck(), large).get(0).contains("costs it 35.0 points"));
    Scorecard small =
        scorecard(
            cell("text", NONE, 95), cell("text", TYPOS, 90), cell("image", NONE, 95), blur(90));
    assertEquals(List.of(), said(new SpellChecker(), small));
    assertEquals(List.of(), said(new ImageQualityCheck(), small));
    assertEquals(
        List.of(),
        said(new ImageQualityCheck(), scorecard(cell("image", NONE, 95), cell("image", PGD, 0))),
        "an attacker is needed");
  }

  @Test
  void aStepThatOvershootsAndAThresholdThatIsOffAreNoFalseSecurity() {
    assertEquals(List.of(), said(new FalseSecurityFound(), warned(Sign.STEP_OVERSHOOTS)));
    assertEquals(List.of(), said(new FalseSecurityFound(), warned(Sign.THRESHOLD_IS_OFF)));
    assertEquals(
        List.of(
            "One sign of false security stands below, about image: the victim may be weaker than"
                + " its figures."),
        said(new FalseSecurityFound(), warned(Sign.ZERO_GRADIENTS)));
    assertEquals(1, said(new ThresholdAdvice(), warned(Sign.THRESHOLD_IS_OFF)).size());
    assertEquals(List.of(), said(new ThresholdAdvice(), warned(Sign.ZERO_GRADIENTS)));
  }

  @Test
  void whatAVictimDoesWithoutAModalityIsSaidAndWhetherItsConfidenceTells() {
    String decided =
        "Under drop-image, studies are decided as before: by late-fusion 80.0% (70.0–90.0).";
    assertEquals(
        List.of(
            decided
                + " Their confidence, study by study, falls on average: late-fusion by −3.0 points"
                + " (−4.0 to −2.0)."),
        said(new WithoutModality(), without(new Estimate(-0.03, -0.04, -0.02))));
    assertEquals(
        List.of(
            decided
                + " Their confidence, study by study, is not told apart from before: late-fusion by"
                + " −3.0 points (−7.0 to +1.0)."),
        said(new WithoutModality(), without(new Estimate(-0.03, -0.07, 0.01))));
    assertEquals(
        List.of(
            decided
                + " Their confidence, study by study, rises on average: late-fusion by +7.0 points"
                + " (+6.0 to +8.0)."),
        said(new WithoutModality(), without(new Estimate(0.07, 0.06, 0.08))));
    assertEquals(
        List.of(decided),
        said(new WithoutModality(), without(Estimate.of(-0.4))),
        "without an interval nothing follows");
  }

  @Test
  void oneSentenceIsOfAllVictims() {
    Scorecard one = without(new Estimate(-0.3, -0.33, -0.27));
    ScorecardCell image =
        cell("image", "drop-image", 50)
            .with(Map.of(Metric.DECISIONS_KEPT, new Estimate(0.5, 0.4, 0.6)));
    List<String> said =
        said(new WithoutModality(), scorecard(one.cells().get(0), one.cells().get(1), image));
    assertEquals(1, said.size());
    assertTrue(
        said.get(0).contains("by image 50.0% (40.0–60.0), late-fusion 80.0% (70.0–90.0)."),
        said.get(0));
  }

  @Test
  void nothingIsSaidOfAMissingModalityWhereNoneWasMissing() {
    assertEquals(
        List.of(),
        said(new WithoutModality(), scorecard(cell("image", NONE, 90), cell("image", BLUR, 50))));
  }

  @Test
  void aMissingModalityIsNeitherTheWorstAttackNorOneOfImageQuality() {
    Scorecard scorecard =
        scorecard(
            cell("late-fusion", NONE, 95),
            cell("late-fusion", PGD, 80),
            cell("late-fusion", "drop-image", 30));
    assertFalse(said(new AccuracyRange(), scorecard).get(0).contains("30.0%"));
    assertEquals(List.of(), said(new ImageQualityCheck(), scorecard));
    assertEquals(List.of(), said(new LabelMayChange(), scorecard));
  }

  /** A fused victim whose images were dropped. */
  private static Scorecard without(Estimate change) {
    return scorecard(
        cell("late-fusion", NONE, 90),
        cell("late-fusion", "drop-image", 70)
            .with(
                Map.of(
                    Metric.CONFIDENCE_CHANGE,
                    change,
                    Metric.DECISIONS_KEPT,
                    new Estimate(0.8, 0.7, 0.9))));
  }

  private static List<String> said(Sentence sentence, Scorecard scorecard) {
    return sentence.in(scorecard).toList();
  }

  private static Scorecard warned(Sign sign) {
    return scorecard(cell("image", NONE, 95))
        .withWarnings(List.of(new FalseSecurityWarning(sign, "image", NONE, ImmutableList.of())));
  }

  private static Scorecard scorecard(ScorecardCell... cells) {
    return new Scorecard(List.of(cells), List.of());
  }

  /** A cell of 100 studies, half of them abnormal, of which so many are right. */
  private static ScorecardCell cell(String victim, String attack, int right) {
    int found = right / 2;
    return counted(
        victim,
        attack,
        new ConfusionMatrix(found, 50 - (right - found), right - found, 50 - found));
  }

  private static ScorecardCell counted(String victim, String attack, ConfusionMatrix confusion) {
    return ScorecardCell.counted(
        new CellKey(victim, attack), Attacks.scored(attack), confusion, confusion.n(), 0);
  }

  private static ScorecardCell blur(int right) {
    return cell("image", BLUR, right);
  }

  private static ScorecardCell transferred(int right) {
    ScorecardCell cell = cell("b", PGD, right);
    return ScorecardCell.counted(
        new CellKey("b", PGD, "a"), cell.scoredAttack(), cell.confusion(), 100, 0);
  }

  private static ScorecardCell joint(double images, double captions) {
    return cell("late-fusion", PGD + "+" + SYNONYMS, 0)
        .with(
            Map.of(
                Metric.IMAGES_CHANGED, Estimate.of(images),
                Metric.CAPTIONS_CHANGED, Estimate.of(captions)));
  }

  private static Scorecard pair(Dominance dominance, ScorecardCell both) {
    Estimate share = Proportion.of(1, 2);
    ModalityInteraction pair =
        ModalityInteraction.builder()
            .victim("late-fusion")
            .imageAttack(PGD)
            .textAttack(SYNONYMS)
            .studies(100)
            .clean(share)
            .image(share)
            .text(share)
            .both(share)
            .imageEffect(new Estimate(0.66, 0.6, 0.7))
            .textEffect(new Estimate(0.65, 0.6, 0.7))
            .interaction(new Estimate(-0.235, -0.44, -0.038))
            .imageShare(share)
            .dominant(dominance)
            .followsImage(share)
            .onlyImage(share)
            .onlyText(share)
            .either(share)
            .onlyTogether(share)
            .build();
    return new Scorecard(
        List.of(both),
        List.of(),
        List.of(),
        BudgetCurves.NONE,
        List.of(pair),
        Slices.NONE,
        List.of());
  }
}
