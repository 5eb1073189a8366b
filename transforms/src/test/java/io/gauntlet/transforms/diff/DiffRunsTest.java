package io.gauntlet.transforms.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.schema.Attribute;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.Attacked;
import io.gauntlet.score.diff.CellDiff;
import io.gauntlet.score.diff.RunDiff;
import io.gauntlet.score.diff.RunDiffJson;
import io.gauntlet.score.diff.SideCounts;
import io.gauntlet.score.diff.SidedStudy;
import io.gauntlet.score.tally.Outcomes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;

class DiffRunsTest {

  @FunctionalInterface
  private interface Expectation extends Serializable {
    void check(RunDiff diff);
  }

  /** Thirty abnormal studies, of which the candidate loses those below 12 and gains two others. */
  @Test
  void studiesAreCountedByCellAndSliceAndShownByTheChangeOfTheirMargin() {
    List<Outcome> before = new ArrayList<>();
    List<Outcome> after = new ArrayList<>();
    for (int study = 0; study < 30; study++) {
      before.add(outcome(study, "fgsm", study == 20 || study == 21 ? -1 : 1));
      after.add(outcome(study, "fgsm", study < 12 ? -1 - study : 2));
      before.add(outcome(study, "none", 1));
      after.add(outcome(study, "none", 1));
    }
    check(
        before,
        after,
        diff -> {
          assertEquals(2, diff.cells().size());
          CellDiff attacked = diff.cells().get(0);
          assertEquals("fgsm", attacked.attack());
          assertEquals(Attacked.IMAGE, attacked.attacked());
          assertEquals(new SideCounts(30, 12, 2), attacked.counts());
          assertEquals(new SideCounts(15, 6, 1), attacked.slices().get("site=even"));
          List<SidedStudy> lost = attacked.shown().lost();
          assertEquals(10, lost.size());
          assertEquals("study-11", lost.get(0).uid());
          assertEquals(-13, lost.get(0).change(), 1e-6);
          assertEquals("ABNORMAL", lost.get(0).baseline().decided());
          assertEquals("NORMAL", lost.get(0).candidate().decided());
          assertEquals(
              List.of("study-20", "study-21"),
              attacked.shown().gained().stream().map(SidedStudy::uid).toList());
          assertEquals(new SideCounts(30, 0, 0), diff.cells().get(1).counts());
          assertEquals(List.of(attacked), diff.changed());
          assertEquals(diff, RunDiffJson.read(RunDiffJson.write(diff)));
        });
  }

  @Test
  void whatOneRunDidNotAnswerIsNoChange() {
    List<Outcome> before = List.of(outcome(1, "fgsm", 1), outcome(2, "fgsm", 1));
    Outcome broken =
        Outcome.newBuilder(outcome(1, "fgsm", -1)).setStatus("invalid").setReason("x").build();
    check(
        before,
        List.of(broken, outcome(3, "fgsm", -1), outcome(2, "pgd", -1)),
        diff -> assertTrue(diff.cells().isEmpty(), diff.toString()));
  }

  /** A decision is taken at the victim's threshold, and so is the margin measured from there. */
  @Test
  void theMarginIsThatOfTheThreshold() {
    Outcome before = Outcome.newBuilder(outcome(1, "fgsm", 1)).setThreshold(0.9).build();
    Outcome after = Outcome.newBuilder(outcome(1, "fgsm", 3)).setThreshold(0.9).build();
    check(
        List.of(before),
        List.of(after),
        diff -> {
          SidedStudy gained = diff.cells().get(0).shown().gained().get(0);
          assertEquals(1 - Math.log(9), gained.baseline().margin(), 1e-6);
          assertEquals(3 - Math.log(9), gained.candidate().margin(), 1e-6);
        });
  }

  private static Outcome outcome(int study, String attack, double lead) {
    return Outcomes.of("study-" + study, "image", attack, true, 1, lead)
        .setAttributes(List.of(new Attribute("site", List.of(study % 2 == 0 ? "even" : "odd"))))
        .build();
  }

  private static void check(List<Outcome> before, List<Outcome> after, Expectation expectation) {
    Pipeline pipeline = Pipeline.create();
    PAssert.thatSingleton(
            pipeline
                .apply("After", Create.of(after).withCoder(AvroCoder.of(Outcome.class)))
                .apply(
                    DiffRuns.against(
                            pipeline.apply(
                                "Before", Create.of(before).withCoder(AvroCoder.of(Outcome.class))))
                        .between("runs/1", "runs/2")))
        .satisfies(
            diff -> {
              expectation.check(diff);
              return null;
            });
    pipeline.run();
  }
}
