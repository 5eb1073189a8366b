package io.gauntlet.score.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Absence;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScorecardJson;
import io.gauntlet.score.Validity;
import io.gauntlet.score.WarningFigure;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.score.stats.Proportion;
import io.gauntlet.score.stats.Replicates;
import io.gauntlet.score.stats.Spread;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CellTallyTest {
  private static final CellKey KEY = new CellKey("image", "pgd:epsilon=0.03");

  @Test
  void onlyStudiesFirstRightCanBeBroken() {
    ScorecardCell cell =
        tally(
                outcome("broken", true, 2, -1).setQueries(3).setWordsChanged(4).build(),
                outcome("held", false, -2, -3).setQueries(10).setLinf(0.5f).build(),
                outcome("wrong before", true, -1, -1).setQueries(1).setL2(2).build(),
                outcome("helped", true, -1, 3).setQueries(4).build())
            .toCell(KEY);
    assertEquals(new ConfusionMatrix(1, 0, 1, 2), cell.confusion());
    assertEquals(2, cell.firstRight());
    assertEquals(0.5, cell.attackSuccessRate());
    assertEquals(Proportion.of(1, 2), cell.estimate(Metric.ATTACK_SUCCESS_RATE));
    assertEquals(Proportion.of(2, 4), cell.estimate(Metric.ACCURACY));
    assertEquals(3.5, cell.medianQueries());
    assertEquals(0, cell.value(Metric.MEDIAN_WORDS_CHANGED));
    assertEquals(0, cell.value(Metric.MEDIAN_LINF));
    assertEquals(0, cell.value(Metric.MEDIAN_L2));
    // The normal study is below all three abnormal ones.
    assertEquals(1, cell.value(Metric.AUROC));
    double expected = (2 * sigmoid(1) + 2 * sigmoid(3)) / 4;
    assertEquals(expected, cell.value(Metric.MEAN_CONFIDENCE), 1e-9);
  }

  @Test
  void aTieIsNormal() {
    ScorecardCell cell = tally(outcome("tie", false, -1, 0).build()).toCell(KEY);
    assertEquals(new ConfusionMatrix(0, 0, 1, 0), cell.confusion());
    assertEquals(0.5, cell.value(Metric.MEAN_CONFIDENCE), 1e-9);
  }

  @Test
  void whatIsNoAnswerIsCountedWithItsReasonAndIsInNoFigure() {
    Outcome right = outcome("right", true, 2, 1).setQueries(3).build();
    Outcome wrong = outcome("wrong", false, -2, 1).setQueries(5).build();
    CellTally answers = tally(right, wrong);
    CellTally all =
        tally(
            right,
            outcome("no number", false, -1, Double.NaN).setQueries(100).build(),
            wrong,
            outcome("no clean number", true, Double.POSITIVE_INFINITY, 1).build(),
            outcome("endpoint", true, 1, 1)
                .setStatus("invalid")
                .setReason("endpoint-down")
                .build());
    assertEquals(
        ImmutableSortedMap.of("endpoint-down", 1L, "logits-not-finite", 2L),
        all.toCell(KEY).counts().invalid());
    assertEquals(answers.toCell(KEY).estimates(), all.toCell(KEY).estimates());
    assertEquals(answers.toCell(KEY).confusion(), all.toCell(KEY).confusion());
    CellTally merged = tally(right);
    merged.merge(tally(outcome("no number", false, -1, Double.NaN).build()));
    assertEquals(
        ImmutableSortedMap.of("logits-not-finite", 1L), merged.toCell(KEY).counts().invalid());
  }

  @Test
  void aCellWithoutAnyAnswerHasNoFigures() {
    Outcome none = outcome("no number", false, Double.NaN, Double.NaN).build();
    ScorecardCell cell = tally(none).toCell(KEY);
    assertEquals(0, cell.n());
    assertEquals(Map.of(), cell.estimates());
    Scorecard scorecard = Outcomes.scorecard(List.of(none));
    assertEquals(
        List.of(FalseSecurityWarning.Sign.INVALID_OUTCOMES),
        scorecard.warnings().stream().map(FalseSecurityWarning::sign).toList());
    assertEquals(
        List.of(new WarningFigure(Validity.NOT_FINITE, scorecard.cells().get(0).key(), 1)),
        scorecard.warnings().get(0).evidence());
  }

  /** A false alarm among normal studies alone is no F1 of 0 for a class that is not there. */
  @Test
  void aClassThatNoStudyIsOfHasNoFiguresAndMacroIsThatOfTheOther() {
    ScorecardCell cell =
        tally(
                outcome("broken", false, -1, 2).build(),
                outcome("right", false, -1, -2).build(),
                outcome("right too", false, -1, -3).build())
            .toCell(KEY);
    for (Metric metric : List.of(Metric.PRECISION, Metric.RECALL, Metric.F1, Metric.AUROC)) {
      assertEquals(Estimate.UNKNOWN, cell.estimate(metric));
      assertEquals(Optional.of(Absence.NO_ABNORMAL_STUDY), cell.absence(metric));
    }
    assertEquals(0.8, cell.normalF1(), 1e-12);
    assertEquals(cell.estimate(Metric.NORMAL_F1), cell.estimate(Metric.MACRO_F1));
    assertTrue(cell.estimate(Metric.MACRO_F1).hasInterval());
    assertEquals(Optional.empty(), cell.absence(Metric.MACRO_F1));
  }

  @Test
  void whatAnAttackChangedIsCountedWhereItMayChangeAnything() {
    ScorecardCell cell =
        tally(
                outcome("moved", true, 1, -1).setLinf(0.03f).build(),
                outcome("stayed", true, 1, 1).setWordsChanged(2).build())
            .toCell(KEY);
    assertEquals(0.5, cell.value(Metric.IMAGES_CHANGED));
    assertEquals(Optional.of(Absence.NOT_ATTACKED), cell.absence(Metric.CAPTIONS_CHANGED));
  }

  /** One step saw two points and returned the clean one, which has the higher loss. */
  @Test
  void aStepThatComesBackHasSeenTheLossFall() {
    CellTally tally =
        tally(
            outcome("came back", true, 1, 1).setGradients(1).build(),
            outcome("moved", true, 1, 1).setGradients(1).setLinf(0.03f).build(),
            outcome("wrong before", true, -1, -1).setGradients(1).build(),
            outcome("no gradient", true, 1, 1).setGradients(1).setZeroGradients(1).build(),
            outcome("not attacked", true, 1, 1).build());
    assertEquals(1, tally.changes().returned());
  }

  @Test
  void specificityAndBalancedAccuracyStandBesideSensitivity() {
    ScorecardCell cell =
        tally(
                outcome("a", true, 1, 1).build(),
                outcome("b", true, 1, -1).build(),
                outcome("c", false, -1, -1).build(),
                outcome("d", false, -1, -2).build())
            .toCell(KEY);
    assertEquals(0.5, cell.recall());
    assertEquals(1, cell.value(Metric.SPECIFICITY));
    assertEquals(0.75, cell.value(Metric.BALANCED_ACCURACY));
    assertEquals(0.5, cell.confusion().prevalence());
    assertEquals(2.0 / 3, cell.confusion().constantF1(), 1e-12);
    // Newcombe's method 10, of 0.5 and 1 and their distances to Clopper and Pearson's lower ends.
    assertEquals(
        0.75 - Math.hypot(0.48742, 0.84189) / 2,
        cell.estimate(Metric.BALANCED_ACCURACY).low(),
        1e-4);
  }

  @Test
  void whereNoneIsCalledAbnormalThereIsNoPrecision() {
    ScorecardCell cell =
        tally(outcome("missed", true, -1, -1).build(), outcome("right", false, -1, -2).build())
            .toCell(KEY);
    assertEquals(Optional.of(Absence.NONE_CALLED_ABNORMAL), cell.absence(Metric.PRECISION));
    assertEquals(0, cell.f1());
    ScorecardCell wrong = tally(outcome("wrong", true, -1, -1).build()).toCell(KEY);
    assertEquals(Optional.of(Absence.NONE_RIGHT_BEFORE), wrong.absence(Metric.ATTACK_SUCCESS_RATE));
  }

  @Test
  void nothingHasNoMedianAndNoRate() {
    ScorecardCell cell = new CellTally().toCell(KEY);
    assertEquals(Double.NaN, cell.medianQueries());
    assertEquals(Double.NaN, cell.attackSuccessRate());
    assertEquals(Double.NaN, cell.value(Metric.AUROC));
  }

  @Test
  void orderAndTreeOfMergingDoNotMatter() {
    List<Outcome> outcomes = IntStream.range(0, 1500).mapToObj(CellTallyTest::random).toList();
    CellTally inOrder = tally(outcomes.toArray(Outcome[]::new));
    for (int seed = 0; seed < 20; seed++) {
      CellTally merged = mergedAnyhow(outcomes, new Random(seed));
      assertEquals(inOrder, merged);
      assertEquals(json(inOrder), json(merged));
    }
  }

  private static CellTally mergedAnyhow(List<Outcome> outcomes, Random random) {
    List<CellTally> bundles = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(30); i++) {
      bundles.add(new CellTally());
    }
    outcomes.forEach(outcome -> bundles.get(random.nextInt(bundles.size())).add(outcome, 1));
    while (bundles.size() > 1) {
      CellTally one = bundles.remove(random.nextInt(bundles.size()));
      bundles.get(random.nextInt(bundles.size())).merge(one);
    }
    return bundles.get(0);
  }

  @Test
  void theBootstrapKnowsTheStandardErrorOfAShare() {
    List<Outcome> outcomes = Outcomes.broken("image", "pgd", 400, 100);
    Replicates accuracy = tally(outcomes.toArray(Outcome[]::new)).decisions().accuracy();
    assertEquals(Math.sqrt(0.75 * 0.25 / 400), accuracy.standardError(), 0.002);
    assertEquals(Proportion.of(300, 400).low(), accuracy.estimate().low(), 0.006);
    assertEquals(Proportion.of(300, 400).high(), accuracy.estimate().high(), 0.006);
  }

  @Test
  void anotherSeedResamplesOtherStudies() {
    List<Outcome> outcomes = Outcomes.broken("image", "pgd", 100, 30);
    CellTally other = new CellTally();
    outcomes.forEach(outcome -> other.add(outcome, 2));
    Estimate first = tally(outcomes.toArray(Outcome[]::new)).toCell(KEY).estimate(Metric.MACRO_F1);
    Estimate second = other.toCell(KEY).estimate(Metric.MACRO_F1);
    assertEquals(first.value(), second.value());
    assertNotEquals(first.low(), second.low());
    assertEquals(first.low(), second.low(), 0.03);
  }

  @Test
  void aPerfectCellIsNotCertain() {
    ScorecardCell cell =
        tally(Outcomes.broken("image", "pgd", 20, 0).toArray(Outcome[]::new)).toCell(KEY);
    assertEquals(1, cell.f1());
    assertTrue(cell.estimate(Metric.F1).low() < 0.9, cell.estimate(Metric.F1).toString());
  }

  @Test
  void replicasHaveAMeanAndASpread() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int replica = 1; replica <= 3; replica++) {
      for (Outcome outcome : Outcomes.broken("image", "pgd", 50, 10 * replica)) {
        outcomes.add(Outcome.newBuilder(outcome).setReplica((long) replica).build());
      }
    }
    Scorecard scorecard = Outcomes.scorecard(outcomes);
    ScorecardCell mean = scorecard.cell("image", "pgd").orElseThrow();
    assertEquals(150, mean.n());
    assertEquals(0.6, mean.accuracy(), 1e-12);
    assertEquals(new Spread(3, 0.2, 0.4, 0.8), rounded(mean.spread().get(Metric.ACCURACY)));
    double low =
        IntStream.of(40, 30, 20).mapToDouble(right -> Proportion.of(right, 50).low()).sum();
    assertEquals(low / 3, mean.estimate(Metric.ACCURACY).low(), 1e-12);
    assertEquals(3, scorecard.replicas().size());
    assertEquals(2L, scorecard.replicas().get(1).key().replica());
  }

  private static Spread rounded(Spread spread) {
    return new Spread(
        spread.replicas(),
        Math.round(1e9 * spread.standardDeviation()) / 1e9,
        spread.least(),
        spread.most());
  }

  @Test
  @Tag("long")
  void aMillionOutcomesTakeNoMoreMemoryThanTenThousand() throws IOException {
    CellTally tally = new CellTally();
    int few = 0;
    for (int i = 0; i < 1_000_000; i++) {
      tally.add(random(i), 1);
      if (i == 10_000) {
        few = size(tally);
      }
    }
    assertEquals(1_000_000, tally.toCell(KEY).n());
    assertTrue(size(tally) < 2 * few, size(tally) + " bytes after a million, " + few + " before");
    assertTrue(size(tally) < 1 << 20, size(tally) + " bytes");
  }

  private static int size(CellTally tally) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
      stream.writeObject(tally);
    }
    return bytes.size();
  }

  private static Outcome random(int i) {
    Random random = new Random(i);
    boolean abnormal = random.nextInt(3) > 0;
    return outcome(
            "study-" + i,
            abnormal,
            random.nextGaussian() + (abnormal ? 1 : -1),
            random.nextGaussian() + (abnormal ? 0.5 : -0.5))
        .setQueries(random.nextInt(5000))
        .setL2(random.nextFloat())
        .setLinf(0.03f)
        .setWordsChanged(random.nextInt(40))
        .build();
  }

  private static String json(CellTally tally) {
    return ScorecardJson.write(Outcomes.scorecard(Map.of(KEY, tally)));
  }

  private static Outcome.Builder outcome(
      String uid, boolean abnormal, double cleanLead, double lead) {
    return Outcomes.of(uid, "image", "pgd", abnormal, cleanLead, lead);
  }

  private static CellTally tally(Outcome... outcomes) {
    CellTally tally = new CellTally();
    for (Outcome outcome : outcomes) {
      tally.add(outcome, 1);
    }
    return tally;
  }

  private static double sigmoid(double lead) {
    return 1 / (1 + Math.exp(-lead));
  }
}
