package io.gauntlet.score.warnings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.schema.AttackPartFields;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Attacks;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import io.gauntlet.score.ReportedKnowledge;
import io.gauntlet.score.ScoredPart;
import io.gauntlet.score.WarningFigure;
import io.gauntlet.score.tally.CellTally;
import io.gauntlet.score.tally.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FalseSecurityTest {
  private static final int STUDIES = 200;

  @Test
  void aVictimThatFallsAsItShouldIsNotSuspected() {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.addAll(broken("none", 0));
    outcomes.addAll(broken("fgsm:epsilon=0.03", 60));
    outcomes.addAll(broken("fgsm:epsilon=0.2", 120));
    outcomes.addAll(broken("pgd:epsilon=0.03:steps=10", 80));
    outcomes.addAll(broken("pgd:epsilon=0.03:steps=20", 80));
    outcomes.addAll(broken("pgd:epsilon=0.2:steps=10", 200));
    assertEquals(List.of(), Outcomes.scorecard(outcomes).warnings());
    assertEquals(
        List.of(),
        signs(
            cell("noise:epsilon=0.03", ReportedKnowledge.NOTHING, 10),
            cell("square:epsilon=0.03", ReportedKnowledge.SCORES, 70),
            cell("fgsm:epsilon=0.03", ReportedKnowledge.WHITE_BOX, 60),
            cell("pgd:epsilon=0.03:steps=10", ReportedKnowledge.WHITE_BOX, 80)));
  }

  @Test
  void studiesOfOneClassAreAWarningForEachVictim() {
    List<Outcome> outcomes = new ArrayList<>();
    for (String attack : List.of("none", "fgsm:epsilon=0.03")) {
      for (int i = 0; i < 30; i++) {
        outcomes.add(Outcomes.of("study-" + i, "image", attack, false, -1, -1).build());
      }
    }
    CellKey clean = new CellKey("image", "none");
    assertEquals(
        List.of(
            FalseSecurityWarning.of(
                Sign.MISSING_CLASS,
                clean,
                new WarningFigure(WarningFigure.ABNORMAL, clean, 0),
                new WarningFigure(WarningFigure.NORMAL, clean, 30))),
        Outcomes.scorecard(outcomes).warnings());
  }

  @Test
  void gradientsThatLeadNowhereAreCounted() {
    List<Outcome> outcomes = new ArrayList<>();
    for (Outcome outcome : broken("pgd:epsilon=0.03:steps=10", 0)) {
      outcomes.add(
          Outcome.newBuilder(outcome)
              .setGradients(10)
              .setZeroGradients(outcome.getUid().endsWith("7") ? 10 : 0)
              .setNonFiniteGradients(outcome.getUid().equals("study-5") ? 1 : 0)
              .build());
    }
    List<FalseSecurityWarning> warnings = Outcomes.scorecard(outcomes).warnings();
    assertEquals(
        List.of(Sign.ZERO_GRADIENTS, Sign.NON_FINITE_GRADIENTS),
        warnings.stream().map(FalseSecurityWarning::sign).toList());
    assertEquals(200, warnings.get(0).figure(WarningFigure.ZERO_GRADIENTS).getAsDouble());
    assertEquals(2000, warnings.get(0).figure(WarningFigure.GRADIENTS).getAsDouble());
    assertEquals(1, warnings.get(1).figure(WarningFigure.NON_FINITE_GRADIENTS).getAsDouble());
  }

  @Test
  void aFewZeroGradientsAreNoSign() {
    List<Outcome> outcomes = new ArrayList<>();
    for (Outcome outcome : broken("pgd:epsilon=0.03:steps=10", 0)) {
      outcomes.add(
          Outcome.newBuilder(outcome)
              .setGradients(10)
              .setZeroGradients(outcome.getUid().equals("study-5") ? 10 : 0)
              .build());
    }
    assertEquals(List.of(), Outcomes.scorecard(outcomes).warnings());
  }

  @Test
  void aBlackBoxThatBeatsTheBestWhiteBoxIsSeen() {
    AttackCell square = cell("square:epsilon=0.03", ReportedKnowledge.SCORES, 90);
    AttackCell fgsm = cell("fgsm:epsilon=0.03", ReportedKnowledge.WHITE_BOX, 20);
    assertEquals(List.of(Sign.BLACK_BOX_BEATS_WHITE_BOX), signs(square, fgsm));
    assertEquals(
        List.of(),
        signs(square, fgsm, cell("pgd:epsilon=0.03:steps=10", ReportedKnowledge.WHITE_BOX, 90)));
    assertEquals(
        List.of(),
        signs(square, cell("fgsm:epsilon=0.01", ReportedKnowledge.WHITE_BOX, 20)),
        "the white box may change less");
    assertEquals(
        List.of(),
        signs(square, cell("pgd:epsilon=0.03:norm=l2", ReportedKnowledge.WHITE_BOX, 20)),
        "another ball");
    assertEquals(
        List.of(),
        signs(square, cell("deepfool:epsilon=0.5", ReportedKnowledge.WHITE_BOX, 20)),
        "another measure");
    assertEquals(
        List.of(),
        signs(square, cell("fgsm:epsilon=0.03", ReportedKnowledge.WHITE_BOX, 88)),
        "two studies are within chance");
  }

  @Test
  void imagesOfAnotherVictimAreABlackBox() {
    List<Outcome> outcomes = new ArrayList<>(broken("pgd:epsilon=0.03:steps=10", 20));
    for (Outcome outcome : broken("pgd:epsilon=0.03:steps=10", 100)) {
      outcomes.add(Outcome.newBuilder(outcome).setGenerator("ensemble").build());
    }
    List<FalseSecurityWarning> warnings = Outcomes.scorecard(outcomes).warnings();
    assertEquals(1, warnings.size());
    assertEquals(Sign.BLACK_BOX_BEATS_WHITE_BOX, warnings.get(0).sign());
    assertEquals(
        new WarningFigure(
            WarningFigure.BROKEN,
            new CellKey("image", "pgd:epsilon=0.03:steps=10", "ensemble"),
            0.5),
        warnings.get(0).evidence().get(1));
  }

  @Test
  void successThatFallsWithTheBudgetIsSeen() {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.addAll(broken("pgd:epsilon=0.03:steps=10", 120));
    outcomes.addAll(broken("pgd:epsilon=0.1:steps=10", 80));
    outcomes.addAll(broken("pgd:epsilon=0.2:steps=10", 81));
    CellKey less = new CellKey("image", "pgd:epsilon=0.03:steps=10");
    CellKey more = new CellKey("image", "pgd:epsilon=0.1:steps=10");
    assertEquals(
        List.of(
            FalseSecurityWarning.of(
                Sign.SUCCESS_FALLS_WITH_BUDGET,
                more,
                new WarningFigure(WarningFigure.BROKEN, more, 0.4),
                new WarningFigure(WarningFigure.BROKEN, less, 0.6))),
        Outcomes.scorecard(outcomes).warnings());
  }

  /** The longer step is on the line of the gradient that the shorter one followed with success. */
  @Test
  void oneStepThatIsTooLongIsNoSignOfFalseSecurity() {
    AttackCell shorter = cell("fgsm:epsilon=0.03", ReportedKnowledge.WHITE_BOX, 120);
    AttackCell longer = cell("fgsm:epsilon=0.2", ReportedKnowledge.WHITE_BOX, 60);
    assertEquals(List.of(Sign.STEP_OVERSHOOTS), signs(shorter, longer));
    assertEquals(
        List.of(Sign.STEP_OVERSHOOTS),
        signs(shorter, longer, cell("square:epsilon=0.2", ReportedKnowledge.SCORES, 120)),
        "the shorter step shows that the gradients lead somewhere");
    assertEquals(
        List.of(Sign.STEP_OVERSHOOTS),
        signs(shorter, longer, cell("noise:epsilon=0.2", ReportedKnowledge.NOTHING, 60)));
    assertEquals(
        List.of(Sign.BLACK_BOX_BEATS_WHITE_BOX),
        signs(longer, cell("square:epsilon=0.2", ReportedKnowledge.SCORES, 120)),
        "one budget alone does not tell");
  }

  @Test
  void aThresholdThatIsFarFromTheBestIsSeen() {
    assertEquals(Set.of(Sign.THRESHOLD_IS_OFF), thresholds(2, 1));
    assertEquals(Set.of(), thresholds(1, -1), "it decides where it can");
    assertEquals(Set.of(), thresholds(0.5, 0.5), "no threshold tells the classes apart");
  }

  /** The signs on a victim whose leads are about two values, one for each class. */
  private static Set<Sign> thresholds(double abnormal, double normal) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      boolean isAbnormal = i % 2 == 0;
      double lead = (isAbnormal ? abnormal : normal) + 0.001 * (i % 10);
      outcomes.add(
          Outcomes.of("study-" + i, "image", "none", isAbnormal, (float) lead, (float) lead)
              .build());
    }
    return Outcomes.scorecard(outcomes).warnings().stream()
        .map(FalseSecurityWarning::sign)
        .collect(Collectors.toSet());
  }

  @Test
  void moreStepsThatDoNotHelpAreSeen() {
    AttackCell ten = cell("pgd:epsilon=0.03:steps=10", ReportedKnowledge.WHITE_BOX, 60);
    AttackCell twenty = cell("pgd:epsilon=0.03:steps=20", ReportedKnowledge.WHITE_BOX, 60);
    assertEquals(List.of(), signs(ten, twenty), "a linear victim needs one step");
    assertEquals(
        List.of(Sign.MORE_STEPS_DO_NOT_HELP),
        signs(ten, twenty, cell("apgd:epsilon=0.03:steps=50", ReportedKnowledge.WHITE_BOX, 120)));
    assertEquals(
        List.of(Sign.MORE_STEPS_DO_NOT_HELP),
        signs(ten, cell("pgd:epsilon=0.03:steps=20", ReportedKnowledge.WHITE_BOX, 20)));
    assertEquals(
        List.of(Sign.MORE_STEPS_DO_NOT_HELP),
        signs(cell("fgsm:epsilon=0.03", ReportedKnowledge.WHITE_BOX, 120), twenty),
        "one step beats twenty");
    assertEquals(
        List.of(),
        signs(cell("auto:epsilon=0.03", ReportedKnowledge.WHITE_BOX, 120), twenty),
        "a suite is stronger, which says nothing about steps");
  }

  @Test
  void noiseAsStrongAsGradientsIsSeen() {
    AttackCell noise = cell("noise:epsilon=0.03", ReportedKnowledge.NOTHING, 40);
    assertEquals(
        List.of(Sign.NOISE_AS_STRONG),
        signs(noise, cell("pgd:epsilon=0.03:steps=10", ReportedKnowledge.WHITE_BOX, 40)));
    assertEquals(
        List.of(),
        signs(noise, cell("pgd:epsilon=0.03:steps=10", ReportedKnowledge.WHITE_BOX, 50)));
    assertEquals(
        List.of(), signs(noise, cell("pgd:epsilon=0.1:steps=10", ReportedKnowledge.WHITE_BOX, 40)));
    assertEquals(
        List.of(),
        signs(
            cell("noise:epsilon=0.03", ReportedKnowledge.NOTHING, 1),
            cell("pgd:epsilon=0.03:steps=10", ReportedKnowledge.WHITE_BOX, 1)),
        "a victim that hardly anything breaks");
  }

  private static List<Sign> signs(AttackCell... cells) {
    return FalseSecurity.suspicions(List.of(cells)).stream()
        .map(FalseSecurityWarning::sign)
        .toList();
  }

  private static AttackCell cell(String attack, ReportedKnowledge knowledge, int broken) {
    CellTally tally = new CellTally();
    broken(attack, broken).forEach(outcome -> tally.add(outcome, 1));
    AttackPartFields part =
        AttackPartFields.newBuilder(Attacks.fields(attack).getParts().get(0))
            .setModality("image")
            .setNorm(attack.startsWith("deepfool") ? "l2" : "linf")
            .setKnowledge(knowledge.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .build();
    return new AttackCell(
        new CellKey("image", attack),
        ScoredPart.of(part),
        tally.decisions().attackSuccessRate(),
        tally.changes().returned());
  }

  private static List<Outcome> broken(String attack, int broken) {
    return Outcomes.broken("image", attack, STUDIES, broken);
  }
}
