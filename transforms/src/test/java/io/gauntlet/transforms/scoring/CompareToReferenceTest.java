package io.gauntlet.transforms.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.data.Studies;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.gate.CellVerdict;
import io.gauntlet.score.policy.GatePolicyYaml;
import io.gauntlet.score.gate.RunFacts;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.gate.Verdict.Status;
import io.gauntlet.score.tally.Outcomes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;

class CompareToReferenceTest {

  @FunctionalInterface
  private interface Expectation extends Serializable {
    void check(Verdict verdict);
  }

  @Test
  void aLossIsFoundStudyByStudy() {
    check(
        Outcomes.broken("image", "fgsm", 200, 10),
        Outcomes.broken("image", "fgsm", 200, 60),
        verdict -> {
          assertEquals(Status.FAIL, verdict.status());
          CellVerdict accuracy = verdict.cells().get(0);
          assertEquals(200, accuracy.studies());
          assertEquals(-0.25, accuracy.difference().value(), 1e-12);
          // All fifty studies that changed got worse.
          assertEquals(Math.pow(0.5, 50), accuracy.p(), 1e-18);
          assertEquals("runs/1", verdict.baseline());
        });
  }

  @Test
  void theSameRunPasses() {
    check(
        Outcomes.broken("image", "fgsm", 60, 10),
        Outcomes.broken("image", "fgsm", 60, 10),
        verdict -> assertEquals(Status.PASS, verdict.status()));
  }

  @Test
  void thereIsAVerdictWithoutOutcomes() {
    check(List.of(), List.of(), verdict -> assertEquals(Status.NO_BASELINE, verdict.status()));
    check(
        List.of(),
        Outcomes.broken("image", "fgsm", 20, 1),
        verdict -> assertEquals(Status.NO_BASELINE, verdict.status()));
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
        Outcomes.broken("image", "fgsm", 60, 0),
        candidate,
        verdict -> {
          assertEquals(4, verdict.cells().size());
          assertEquals("scoliosis", verdict.cells().get(2).slice());
        });
  }

  private static void check(
      List<Outcome> baseline, List<Outcome> candidate, Expectation expectation) {
    Pipeline pipeline = Pipeline.create();
    PCollection<Verdict> verdict =
        pipeline
            .apply("Candidate", Create.of(candidate).withCoder(AvroCoder.of(Outcome.class)))
            .apply(
                CompareToReference.of(
                        pipeline.apply(
                            "Baseline", Create.of(baseline).withCoder(AvroCoder.of(Outcome.class))))
                    .between(new RunFacts("runs/1", null), new RunFacts("runs/2", null))
                    .withPolicy(GatePolicyYaml.read("policy", "slices: ['sco*']")));
    PAssert.thatSingleton(verdict)
        .satisfies(
            found -> {
              expectation.check(found);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }
}
