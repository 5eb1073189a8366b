package io.gauntlet.score.warnings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.schema.AttackPartFields;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Attacks;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import io.gauntlet.score.ReportedKnowledge;
import io.gauntlet.score.ScoredPart;
import io.gauntlet.score.tally.CellTally;
import io.gauntlet.score.tally.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    assertEquals(
        List.of(
            new FalseSecurityWarning(
                Sign.MISSING_CLASS,
                "image",
                "none",
                "no study of the test part is abnormal: Precision, Recall, F1 and AUROC cannot be"
                    + " computed, Macro F1 is that of the normal class alone, and an answer that"
                    + " never changes is right in every study; bring abnormal studies, or another"
                    + " --seed or --trainFraction")),
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
    assertTrue(warnings.get(0).evidence().startsWith("200 of 2000 gradients are zero"));
    assertTrue(warnings.get(1).evidence().startsWith("1 of 2000 gradients have values"));
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
    assertTrue(
        warnings.get(0).evidence().contains("made against ensemble breaks 50.0 %"),
        warnings.get(0).evidence());
  }

  @Test
  void successThatFallsWithTheBudgetIsSeen() {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.addAll(broken("fgsm:epsilon=0.03", 120));
    outcomes.addAll(broken("fgsm:epsilon=0.1", 80));
    outcomes.addAll(broken("fgsm:epsilon=0.2", 81));
    List<FalseSecurityWarning> warnings = Outcomes.scorecard(outcomes).warnings();
    assertEquals(1, warnings.size());
    assertEquals(
        new FalseSecurityWarning(
            Sign.SUCCESS_FALLS_WITH_BUDGET,
            "image",
            "fgsm:epsilon=0.1",
            "fgsm:epsilon=0.03 breaks 60.0 %, with a larger budget fgsm:epsilon=0.1 breaks 40.0 %"),
        warnings.get(0));
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
        new CellKey("image", attack), ScoredPart.of(part), tally.decisions().attackSuccessRate());
  }

  private static List<Outcome> broken(String attack, int broken) {
    return Outcomes.broken("image", attack, STUDIES, broken);
  }
}
