package io.gauntlet.score.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Absence;
import io.gauntlet.score.Attacks;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.ScorecardJson;
import io.gauntlet.score.classes.ClassFigures;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Figures of three classes, against counts of all studies and pairs. */
class ClassTallyTest {
  private static final List<String> CLASSES = List.of("clear", "pneumonia", "covid");
  private static final int STUDIES = 60;

  private final List<Outcome> outcomes = new ArrayList<>();
  private final int[] truth = new int[STUDIES];
  private final float[][] logits = new float[STUDIES][3];
  private final ScorecardCell cell;

  ClassTallyTest() {
    Random random = new Random(4);
    CellTally tally = new CellTally();
    for (int study = 0; study < STUDIES; study++) {
      truth[study] = study % 5 == 0 ? 2 : study % 2;
      for (int label = 0; label < 3; label++) {
        logits[study][label] = (float) random.nextGaussian() + (label == truth[study] ? 1 : 0);
      }
      outcomes.add(outcome("study " + study, CLASSES, truth[study], logits[study]));
      tally.add(outcomes.get(study), 1);
    }
    cell = tally.toCell(CellKey.of(outcomes.get(0)));
  }

  private static Outcome outcome(String uid, List<String> classes, int label, float[] logits) {
    List<Float> all = List.of(logits[0], logits[1], logits[2]);
    return Outcomes.of(uid, "image", "none", true, 0, 0)
        .setClassNames(classes)
        .setLabel(classes.get(label))
        .setCleanLogits(all)
        .setAdversarialLogits(all)
        .build();
  }

  private int called(int study) {
    int best = 0;
    for (int label = 1; label < 3; label++) {
      best = logits[study][label] > logits[study][best] ? label : best;
    }
    return best;
  }

  private long count(int ofTruth, int asCalled) {
    long count = 0;
    for (int study = 0; study < STUDIES; study++) {
      count += truth[study] == ofTruth && called(study) == asCalled ? 1 : 0;
    }
    return count;
  }

  private double probability(int study, int label) {
    double sum = 0;
    for (float logit : logits[study]) {
      sum += Math.exp(logit);
    }
    return Math.exp(logits[study][label]) / sum;
  }

  private double auroc(int label) {
    double above = 0;
    double pairs = 0;
    for (int one = 0; one < STUDIES; one++) {
      for (int other = 0; other < STUDIES; other++) {
        if (truth[one] == label && truth[other] != label) {
          pairs++;
          double lead = probability(one, label) - probability(other, label);
          above += lead > 0 ? 1 : lead == 0 ? 0.5 : 0;
        }
      }
    }
    return above / pairs;
  }

  @Test
  void eachClassIsHeldAgainstTheRest() {
    double f1 = 0;
    double recall = 0;
    double area = 0;
    for (int label = 0; label < 3; label++) {
      ClassFigures figures = cell.byClass().figures().get(label);
      assertEquals(CLASSES.get(label), figures.name());
      long hits = count(label, label);
      long of = count(label, 0) + count(label, 1) + count(label, 2);
      long as = count(0, label) + count(1, label) + count(2, label);
      assertEquals(
          new ConfusionMatrix(hits, as - hits, STUDIES - of - as + hits, of - hits),
          figures.confusion());
      assertEquals((double) hits / as, figures.estimate(Metric.PRECISION).value(), 1e-12);
      assertEquals((double) hits / of, figures.estimate(Metric.RECALL).value(), 1e-12);
      assertEquals(2.0 * hits / (of + as), figures.estimate(Metric.F1).value(), 1e-12);
      assertEquals(auroc(label), figures.estimate(Metric.AUROC).value(), 1e-12);
      for (int other = 0; other < 3; other++) {
        assertEquals(count(label, other), figures.called().getOrDefault(CLASSES.get(other), 0L));
      }
      f1 += 2.0 * hits / (of + as) / 3;
      recall += (double) hits / of / 3;
      area += auroc(label) / 3;
    }
    assertEquals(f1, cell.value(Metric.MACRO_F1), 1e-12);
    assertEquals(recall, cell.value(Metric.BALANCED_ACCURACY), 1e-12);
    assertEquals(area, cell.value(Metric.AUROC), 1e-12);
    assertEquals(
        (count(0, 0) + count(1, 1) + count(2, 2)) / (double) STUDIES, cell.accuracy(), 1e-12);
    assertTrue(
        cell.estimate(Metric.MACRO_F1).low() < f1 && f1 < cell.estimate(Metric.MACRO_F1).high());
  }

  @Test
  void whatIsOfTwoClassesIsAbsentWithItsReason() {
    assertEquals(Optional.of(Absence.OF_TWO_CLASSES), cell.absence(Metric.SPECIFICITY));
    assertEquals(Optional.of(Absence.OF_TWO_CLASSES), cell.absence(Metric.F1));
    assertEquals(24.0 / STUDIES, cell.constantAccuracy(), 1e-12);
    assertTrue(Double.isNaN(cell.prevalence()));
  }

  @Test
  void theProbabilityOfTheDecisionIsCalibratedWithoutAThreshold() {
    assertTrue(cell.calibration().isKnown());
    assertFalse(cell.calibration().hasThreshold());
    assertEquals(
        cell.confusion().truePositives(),
        cell.calibration().reliability().stream().mapToLong(bin -> bin.abnormal()).sum());
    assertTrue(
        cell.calibration().reliability().stream()
            .allMatch(bin -> bin.meanProbability() >= 1.0 / 3));
  }

  @Test
  void aScorecardIsReadAsItWasWritten() {
    Scorecard scorecard = Outcomes.scorecard(outcomes);
    assertEquals(scorecard, ScorecardJson.read(ScorecardJson.write(scorecard), Attacks::fields));
    assertEquals(List.of(), scorecard.warnings());
  }

  @Test
  void mergedTalliesAreOne() {
    CellTally one = new CellTally();
    CellTally other = new CellTally();
    outcomes.subList(0, 25).forEach(outcome -> one.add(outcome, 1));
    outcomes.subList(25, STUDIES).forEach(outcome -> other.add(outcome, 1));
    other.merge(one);
    assertEquals(cell, other.toCell(cell.key()));
  }

  @Test
  void aClassWithoutStudiesIsInNoMean() {
    CellTally tally = new CellTally();
    tally.add(outcome("a", CLASSES, 0, new float[] {2, 0, 0}), 1);
    tally.add(outcome("b", CLASSES, 1, new float[] {0, 2, 0}), 1);
    ScorecardCell of = tally.toCell(cell.key());
    assertEquals(1, of.value(Metric.MACRO_F1));
    ClassFigures covid = of.byClass().figures().get(2);
    assertEquals(0, covid.studies());
    assertEquals(ImmutableMap.of(), covid.called());
    assertFalse(covid.estimate(Metric.RECALL).isKnown());
  }

  @Test
  void outcomesOfOtherClassesAreRefused() {
    CellTally tally = new CellTally();
    tally.add(outcomes.get(0), 1);
    Outcome other = outcome("x", List.of("a", "b", "c"), 0, logits[0]);
    assertEquals(
        "the cell has the classes [clear, pneumonia, covid], and study x has [a, b, c];"
            + " score outcomes of one cohort",
        assertThrows(IllegalArgumentException.class, () -> tally.add(other, 1)).getMessage());
  }
}
