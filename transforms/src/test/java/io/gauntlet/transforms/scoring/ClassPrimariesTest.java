package io.gauntlet.transforms.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.data.yaml.YamlFault;
import io.gauntlet.report.CauseWords;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.gate.FirstPolicy;
import io.gauntlet.score.gate.Gate;
import io.gauntlet.score.gate.PrimaryResult;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.GatePolicyYaml;
import io.gauntlet.score.policy.PolicyWriter;
import io.gauntlet.score.tally.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A gate over three classes, of which a primary names one. */
class ClassPrimariesTest {
  private static final List<String> CLASSES = List.of("normal", "pneumonia", "covid");
  private static final int OF_CLASS = 100;

  /** A study of a class that a victim calls another, with a lead of 1. */
  private static Outcome outcome(int study, int truth, int called) {
    List<Float> logits = new ArrayList<>(List.of(0f, 0f, 0f));
    logits.set(called, 1f);
    return Outcomes.of("study " + study, "image", "none", true, 0, 0)
        .setClassNames(CLASSES)
        .setLabel(CLASSES.get(truth))
        .setCleanLogits(logits)
        .setAdversarialLogits(logits)
        .build();
  }

  /** A run on as many studies of each class, in which some of covid are called pneumonia. */
  private static List<Outcome> run(int missed) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int study = 0; study < 3 * OF_CLASS; study++) {
      int truth = study / OF_CLASS;
      boolean isMissed = truth == 2 && study % OF_CLASS < missed;
      outcomes.add(outcome(study, truth, isMissed ? 1 : truth));
    }
    return outcomes;
  }

  private static Map<PairKey, PairTally> tallies(GatePolicy policy, int before, int after) {
    List<Outcome> reference = run(before);
    List<Outcome> candidate = run(after);
    Map<PairKey, PairTally> tallies = new TreeMap<>();
    StudyPairing pairing = new StudyPairing(policy);
    for (int study = 0; study < reference.size(); study++) {
      pairing
          .pairs(List.of(reference.get(study)), List.of(candidate.get(study)))
          .forEach(
              (key, pair) -> tallies.computeIfAbsent(key, any -> new PairTally()).addRanked(pair));
    }
    return tallies;
  }

  private static Verdict decide(String yaml, int before, int after) {
    GatePolicy policy = GatePolicyYaml.read("policy.yaml", yaml);
    return new Gate(
            policy,
            RunFacts.in("runs/1").withData("sha256:a"),
            RunFacts.in("runs/2").withData("sha256:a"))
        .decide(tallies(policy, before, after), List.of());
  }

  private static String words(Verdict verdict) {
    return verdict.causes().stream().map(CauseWords::of).reduce("", (a, b) -> a + b + "\n");
  }

  @Test
  void aLossOfOneClassFailsWhereItIsNamed() {
    Verdict verdict =
        decide(
            """
            primaries:
              - {class: covid, metric: sensitivity, margin: 0.05}
              - {class: normal, metric: specificity, margin: 0.05}
              - {class: covid, metric: auroc, margin: 0.05}
            """,
            4,
            30);
    assertEquals(Verdict.Status.FAIL, verdict.status(), words(verdict));
    PrimaryResult sensitivity = verdict.primaries().get(0);
    assertEquals(ComparedMetric.SENSITIVITY, sensitivity.metric());
    assertEquals(OF_CLASS, sensitivity.studies());
    assertEquals(0.96, sensitivity.reference(), 1e-12);
    assertEquals(0.70, sensitivity.candidate(), 1e-12);
    // To tell normal from the rest both are right in all 200 others.
    PrimaryResult specificity = verdict.primaries().get(1);
    assertEquals(2 * OF_CLASS, specificity.studies());
    assertEquals(1, specificity.candidate());
    assertTrue(
        words(verdict).contains("Sensitivity of image, clean, class covid against the rest"),
        words(verdict));
    // The lead of covid is the same below it in the other classes, of which half are ties.
    PrimaryResult auroc = verdict.primaries().get(2);
    assertEquals(1 - 0.30 * (0.5 * 0.5 + 0.5 * 0.5), auroc.candidate(), 0.01);
  }

  @Test
  void theAccuracyIsOfAllClasses() {
    Verdict verdict = decide("primaries: [{metric: accuracy, margin: 0.05}]", 3, 4);
    assertEquals(Verdict.Status.PASS, verdict.status(), words(verdict));
    assertEquals(3 * OF_CLASS, verdict.primaries().get(0).studies());
    assertEquals(296.0 / 300, verdict.primaries().get(0).candidate(), 1e-12);
    verdict
        .cells()
        .forEach(
            cell ->
                assertEquals(
                    cell.metric() != ComparedMetric.ACCURACY, Double.isNaN(cell.reference())));
  }

  @Test
  void aFigureOfNoNamedClassIsMisuse() {
    Verdict verdict = decide("primaries: [{metric: sensitivity, margin: 0.05}]", 3, 4);
    assertEquals(Verdict.Status.MISUSE, verdict.status());
    assertEquals(
        "primaries[0]: sensitivity is of one class, and there are 3; name it, such as"
            + " 'class: covid', or compare accuracy\n",
        words(verdict));
    assertEquals(
        "floors[0]: specificity is of one class, and there are 3; name it, such as"
            + " 'class: covid', or compare accuracy\n",
        words(
            decide(
                "primaries: [{margin: 0.05}]\nfloors: [{metric: specificity, least: 0.5}]", 3, 4)));
  }

  @Test
  void aClassThatIsNotThereIsASlip() {
    Verdict verdict =
        decide("primaries: [{class: kovid, metric: sensitivity, margin: 0.05}]", 3, 4);
    assertEquals(Verdict.Status.MISUSE, verdict.status());
    assertTrue(words(verdict).contains("'kovid'"), words(verdict));
    assertTrue(words(verdict).contains("did you mean 'covid'?"), words(verdict));
  }

  @Test
  void aSliceAndAClassAreRefused() {
    assertTrue(
        assertThrows(
                YamlFault.class,
                () ->
                    GatePolicyYaml.read(
                        "policy.yaml", "primaries: [{class: covid, slice: sex=F, margin: 0.05}]"))
            .getMessage()
            .contains("stands beside a slice; give one of them"));
  }

  @Test
  void theFirstPolicyIsOfTheAccuracyAndIsReadAsItIsWritten() {
    GatePolicy start = GatePolicy.standard();
    GatePolicy first = FirstPolicy.of(start, tallies(start, 3, 3));
    assertEquals(
        List.of(ComparedMetric.ACCURACY),
        first.primaries().stream().map(primary -> primary.metric()).distinct().toList());
    GatePolicy named =
        GatePolicyYaml.read(
            "policy.yaml", "primaries: [{class: covid, metric: sensitivity, margin: 0.05}]");
    assertEquals(
        named.primaries(), GatePolicyYaml.read("again", PolicyWriter.write(named)).primaries());
  }
}
