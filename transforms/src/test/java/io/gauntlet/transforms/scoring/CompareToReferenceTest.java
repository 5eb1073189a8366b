package io.gauntlet.transforms.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Studies;
import io.gauntlet.schema.AttackFields;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.gate.Cause.Code;
import io.gauntlet.score.gate.PrimaryResult;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.policy.GatePolicyYaml;
import io.gauntlet.score.tally.Outcomes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;

class CompareToReferenceTest {

  private static final String POLICY = "primaries: [{attack: fgsm, margin: 0.1}]";

  @FunctionalInterface
  private interface Expectation extends Serializable {
    void check(Verdict verdict);
  }

  @Test
  void aLossIsFoundStudyByStudy() {
    check(
        POLICY,
        Outcomes.broken("image", "fgsm", 200, 10),
        Outcomes.broken("image", "fgsm", 200, 60),
        verdict -> {
          assertEquals(Status.FAIL, verdict.status());
          PrimaryResult accuracy = verdict.primaries().get(0);
          assertEquals(200, accuracy.studies());
          assertEquals(0.25, accuracy.drop().value(), 1e-12);
          // All fifty studies that changed got worse.
          assertEquals(Math.pow(0.5, 50), accuracy.p(), 1e-18);
          assertEquals("runs/1", verdict.reference());
        });
  }

  @Test
  void theSameAnswersPass() {
    check(
        POLICY,
        Outcomes.broken("image", "fgsm", 100, 30),
        Outcomes.broken("image", "fgsm", 100, 30),
        verdict -> assertEquals(Status.PASS, verdict.status()));
  }

  @Test
  void everythingTwiceIsNotTwiceAsMuch() {
    List<Outcome> twice = new ArrayList<>(Outcomes.broken("image", "fgsm", 100, 30));
    twice.addAll(Outcomes.broken("image", "fgsm", 100, 30));
    check(
        POLICY,
        Outcomes.broken("image", "fgsm", 100, 30),
        twice,
        verdict -> {
          assertEquals(Status.NOT_COMPARABLE, verdict.status());
          assertEquals(Code.STUDIES_DOUBLED, verdict.causes().get(0).code());
          assertEquals(100, verdict.causes().get(0).number("studies"));
        });
  }

  @Test
  void wrongAnswersThatAreGoneAreMissed() {
    check(
        POLICY,
        Outcomes.broken("image", "fgsm", 100, 30),
        Outcomes.broken("image", "fgsm", 100, 30).subList(30, 100),
        verdict -> {
          assertEquals(Status.NOT_COMPARABLE, verdict.status());
          assertEquals(Code.STUDIES_MISSING, verdict.causes().get(0).code());
          assertEquals(30, verdict.causes().get(0).number("studies"));
        });
  }

  @Test
  void labelsThatAreAnswersAreNoticed() {
    List<Outcome> relabelled = new ArrayList<>();
    for (Outcome outcome : Outcomes.broken("image", "fgsm", 100, 30)) {
      boolean abnormal = outcome.getAdversarialLogits().get(1) > 0;
      relabelled.add(
          Outcome.newBuilder(outcome)
              .setLabel(abnormal ? ClassNames.ABNORMAL : ClassNames.NORMAL)
              .build());
    }
    check(
        POLICY,
        Outcomes.broken("image", "fgsm", 100, 30),
        relabelled,
        verdict -> assertEquals(Code.STUDIES_RELABELLED, verdict.causes().get(0).code()));
  }

  @Test
  void otherPixelsUnderTheSameNameAreNoticed() {
    check(
        "primaries: [{victim: image, attack: none, margin: 0.1}]\nsuite: [none]",
        withDigests("w", "a"),
        withDigests("v", "b"),
        verdict -> {
          assertEquals(Status.NOT_COMPARABLE, verdict.status());
          assertEquals(Code.STUDIES_ALTERED, verdict.causes().get(0).code());
        });
  }

  @Test
  void anAttackOfAnotherRevisionIsNeverCompared() {
    check(
        POLICY,
        revised(1),
        revised(2),
        verdict -> {
          assertEquals(Status.NOT_COMPARABLE, verdict.status());
          assertEquals(Code.OTHER_REVISIONS, verdict.causes().get(0).code());
          assertEquals(List.of("fgsm"), verdict.causes().get(0).names());
        });
    check(POLICY, revised(2), revised(2), verdict -> assertEquals(Status.PASS, verdict.status()));
  }

  private static List<Outcome> revised(int revision) {
    List<Outcome> outcomes = Outcomes.broken("image", "fgsm", 100, 30);
    for (Outcome outcome : outcomes) {
      outcome.setAttackFields(AttackFields.newBuilder(outcome.getAttackFields()).build());
      outcome.getAttackFields().getParts().forEach(part -> part.setRevision(revision));
    }
    return outcomes;
  }

  @Test
  void equalWeightsMustGiveEqualAnswers() {
    check(
        "primaries: [{victim: image, attack: none, margin: 0.001}]\nsuite: [none]",
        withDigests("w", "a"),
        withDigests("w", "a"),
        verdict -> {
          assertEquals(Status.PASS, verdict.status());
          assertEquals(Code.SAME_WEIGHTS, verdict.notes().get(0).code());
        });
    List<Outcome> other = new ArrayList<>(withDigests("w", "a"));
    other.set(0, Outcome.newBuilder(other.get(0)).setAdversarialLogits(List.of(0f, 7f)).build());
    check(
        "primaries: [{victim: image, attack: none, margin: 0.1}]\nsuite: [none]",
        withDigests("w", "a"),
        other,
        verdict -> {
          assertEquals(Status.NOT_COMPARABLE, verdict.status());
          assertEquals(Code.NOT_REPRODUCED, verdict.causes().get(0).code());
          assertEquals(List.of("study-0"), verdict.causes().get(0).names());
        });
  }

  private static List<Outcome> withDigests(String weights, String study) {
    return Outcomes.broken("image", "none", 100, 10).stream()
        .map(
            outcome ->
                Outcome.newBuilder(outcome)
                    .setVictimDigest(weights)
                    .setStudyDigest(study + outcome.getUid())
                    .build())
        .toList();
  }

  @Test
  void anAnswerThatIsNoneIsNeverAClass() {
    List<Outcome> invalid = new ArrayList<>(Outcomes.broken("image", "fgsm", 100, 30));
    invalid.set(
        50,
        Outcome.newBuilder(invalid.get(50)).setAdversarialLogits(List.of(0f, Float.NaN)).build());
    check(
        POLICY,
        Outcomes.broken("image", "fgsm", 100, 30),
        invalid,
        verdict -> {
          assertEquals(Status.INCONCLUSIVE, verdict.status());
          assertEquals(Code.ANSWERS_INVALID, verdict.causes().get(0).code());
        });
    check(
        POLICY + "\nallowInvalid: 1",
        Outcomes.broken("image", "fgsm", 100, 30),
        invalid,
        verdict -> {
          assertEquals(Status.PASS, verdict.status());
          assertEquals(0.01, verdict.primaries().get(0).drop().value(), 1e-12);
        });
  }

  /** Of two attacks on a study the worse counts, and both runs are asked for both. */
  @Test
  void theWorstOfTheSuiteCounts() {
    List<Outcome> before = new ArrayList<>(Outcomes.broken("image", "fgsm", 100, 30));
    before.addAll(Outcomes.broken("image", "pgd", 100, 45));
    List<Outcome> after = new ArrayList<>(Outcomes.broken("image", "fgsm", 100, 44));
    after.addAll(Outcomes.broken("image", "pgd", 100, 45));
    check(
        "primaries: [{attack: suite, margin: 0.2}]\nsuite: ['fgsm*', 'pgd*']",
        before,
        after,
        verdict -> {
          PrimaryResult suite = verdict.primaries().get(0);
          assertEquals(0.55, suite.reference(), 1e-12);
          assertEquals(0.55, suite.candidate(), 1e-12);
          assertEquals(4, verdict.cells().size(), "two metrics of two attacks");
        });
  }

  @Test
  void thereIsAVerdictWithoutOutcomes() {
    check(
        "alpha: 0.05",
        List.of(),
        List.of(),
        verdict -> assertEquals(Status.NO_REFERENCE, verdict.status()));
    check(
        "alpha: 0.05",
        List.of(),
        Outcomes.broken("image", "fgsm", 20, 1),
        verdict -> assertEquals(Status.NO_REFERENCE, verdict.status()));
  }

  @Test
  void slicesOfThePolicyAreJoinedToo() {
    List<Outcome> candidate = new ArrayList<>();
    for (Outcome outcome : Outcomes.broken("image", "fgsm", 60, 30)) {
      candidate.add(
          Outcome.newBuilder(outcome)
              .setAttributes(Studies.ofMeshTerms(List.of("scoliosis/mild")))
              .build());
    }
    check(
        POLICY + "\nslices: ['sco*']",
        Outcomes.broken("image", "fgsm", 60, 0),
        candidate,
        verdict -> {
          assertEquals(4, verdict.cells().size());
          assertEquals("scoliosis", verdict.cells().get(2).slice());
        });
  }

  /** Only the women count, and who misspells them is told the nearest slice. */
  @Test
  void anAttributeMayBeASliceOfAPrimary() {
    check(
        "primaries: [{attack: none, slice: sex=F, margin: 0.2}]\nsuite: [none]",
        grouped(0),
        grouped(30),
        verdict -> {
          assertEquals(Status.FAIL, verdict.status());
          assertEquals(60, verdict.primaries().get(0).studies());
          assertEquals(0.5, verdict.primaries().get(0).drop().value(), 1e-12);
        });
    check(
        "primaries: [{attack: none, slice: sxe=F, margin: 0.2}]\nsuite: [none]",
        grouped(0),
        grouped(30),
        verdict -> {
          assertEquals(Status.MISUSE, verdict.status());
          assertEquals("sex=F", verdict.causes().get(0).names().get(2));
        });
  }

  /** 120 studies, of which the first half are of women, the first ones wrong. */
  private static List<Outcome> grouped(int wrong) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Outcome outcome : Outcomes.broken("image", "none", 120, wrong)) {
      int study = outcomes.size();
      outcomes.add(
          Outcome.newBuilder(outcome)
              .setAttributes(Studies.attributes(List.of(), Map.of("sex", study < 60 ? "F" : "M")))
              .build());
    }
    return outcomes;
  }

  private static void check(
      String policy, List<Outcome> reference, List<Outcome> candidate, Expectation expectation) {
    Pipeline pipeline = Pipeline.create();
    PCollection<Verdict> verdict =
        pipeline
            .apply("Candidate", Create.of(candidate).withCoder(AvroCoder.of(Outcome.class)))
            .apply(
                CompareToReference.of(
                        pipeline.apply(
                            "Reference",
                            Create.of(reference).withCoder(AvroCoder.of(Outcome.class))))
                    .between(RunFacts.in("runs/1"), RunFacts.in("runs/2"))
                    .withPolicy(GatePolicyYaml.read("policy", policy)));
    PAssert.thatSingleton(verdict)
        .satisfies(
            found -> {
              expectation.check(found);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }
}
