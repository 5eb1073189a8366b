package io.gauntlet.transforms.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Studies;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.Slice;
import io.gauntlet.score.curve.RadiusCurve;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.tally.Outcomes;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;

class ScoreOutcomesTest {

  private static final String IMAGE = "fgsm:epsilon=0.03";
  private static final String TEXT = "half-sentence-deletion:fraction=0.5";

  @Test
  void cellsAreThoseCountedByHand() {
    Pipeline pipeline = Pipeline.create();
    PCollection<Scorecard> scorecard =
        pipeline
            .apply(
                Create.of(
                        outcome("a", "pgd", null, ClassNames.ABNORMAL, 1, -1, 11),
                        outcome("b", "pgd", null, ClassNames.ABNORMAL, 1, 1, 11),
                        outcome("c", "pgd", null, ClassNames.NORMAL, -1, 1, 5),
                        outcome("d", "pgd", null, ClassNames.NORMAL, 1, -1, 5),
                        // A tie is NORMAL.
                        outcome("e", "pgd", null, ClassNames.NORMAL, -1, 0, 7),
                        outcome("a", "pgd", "ensemble", ClassNames.ABNORMAL, 1, 1, 0))
                    .withCoder(AvroCoder.of(Outcome.class)))
            .apply(ScoreOutcomes.create());
    PAssert.thatSingleton(scorecard)
        .satisfies(
            found -> {
              ScorecardCell cell = found.cell("image", "pgd").orElseThrow();
              assertEquals(new ConfusionMatrix(1, 1, 2, 1), cell.confusion());
              assertEquals(4, cell.firstRight());
              assertEquals(2, cell.broken());
              assertEquals(7, cell.medianQueries());
              assertEquals(
                  1, found.transferCell("image", "pgd", "ensemble").orElseThrow().accuracy());
              assertEquals(List.of(1, 1), List.of(found.cells().size(), found.transfer().size()));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void noOutcomesNoScorecard() {
    Pipeline pipeline = Pipeline.create();
    PAssert.that(
            pipeline.apply(Create.empty(AvroCoder.of(Outcome.class))).apply(ScoreOutcomes.create()))
        .empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void slicesAndInteractionsComeFromTheSameOutcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    for (String attack : List.of("none", IMAGE, TEXT, IMAGE + "+" + TEXT)) {
      for (int i = 0; i < 30; i++) {
        boolean right = attack.equals("none") || (i >= 10 && !attack.contains("+"));
        outcomes.add(
            Outcomes.of("study-" + i, "ensemble", attack, true, right)
                .setAttributes(
                    Studies.ofMeshTerms(
                        i < 12
                            ? List.of("cardiomegaly/mild", "cardiomegaly/borderline")
                            : List.of()))
                .build());
      }
    }
    Pipeline pipeline = Pipeline.create();
    PAssert.thatSingleton(
            pipeline
                .apply(Create.of(outcomes).withCoder(AvroCoder.of(Outcome.class)))
                .apply(ScoreOutcomes.create().withMinSlice(12)))
        .satisfies(
            found -> {
              assertEquals(4, found.slices().all().size());
              Slice slice = found.slices().all().get(0);
              assertEquals("cardiomegaly", slice.term());
              assertEquals(12, slice.confusion().n());
              assertEquals(10.0 / 12, slice.attackSuccessRate().value());
              ModalityInteraction interaction = found.interactions().get(0);
              assertEquals(30, interaction.studies());
              assertEquals(10.0 / 30, interaction.either().value());
              assertEquals(20.0 / 30, interaction.onlyTogether().value());
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  /**
   * Of three studies two attacks fool the first, one the second, and what is fooled by both none.
   */
  @Test
  void theSmallestChangeOfAnyAttackCounts() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int study = 0; study < 3; study++) {
      outcomes.add(changed(study, IMAGE, study < 2, 0.03));
      outcomes.add(changed(study, "fmn", study < 1, 0.01));
      outcomes.add(changed(study, IMAGE + "+" + TEXT, true, 0.001));
    }
    Pipeline pipeline = Pipeline.create();
    PAssert.thatSingleton(
            pipeline
                .apply(Create.of(outcomes).withCoder(AvroCoder.of(Outcome.class)))
                .apply(ScoreOutcomes.create()))
        .satisfies(
            found -> {
              RadiusCurve curve = found.curves().radii().get(0);
              assertEquals(
                  "ensemble LINF 3",
                  curve.victim() + " " + curve.measure() + " " + curve.studies());
              assertEquals(
                  List.of(0.0, 0.01, 0.03),
                  curve.steps().stream()
                      .map(RadiusCurve.Step::radius)
                      .map(r -> Math.round(r * 1e6) / 1e6)
                      .toList());
              assertEquals(1.0 / 3, curve.steps().get(2).accuracy().value());
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static Outcome changed(int study, String attack, boolean fooled, double linf) {
    return Outcomes.of("study-" + study, "ensemble", attack, true, !fooled)
        .setLinf((float) linf)
        .build();
  }

  @Test
  void smallSlicesAreLeftOut() {
    Pipeline pipeline = Pipeline.create();
    PAssert.thatSingleton(
            pipeline
                .apply(
                    Create.of(
                            Outcomes.of("a", "image", "none", true, true)
                                .setAttributes(Studies.ofMeshTerms(List.of("scoliosis")))
                                .build())
                        .withCoder(AvroCoder.of(Outcome.class)))
                .apply(ScoreOutcomes.create()))
        .satisfies(
            found -> {
              assertEquals(List.of(), found.slices().all());
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static Outcome outcome(
      String uid,
      String attack,
      String generator,
      String label,
      float cleanLead,
      float attackedLead,
      long queries) {
    return Outcome.newBuilder()
        .setUid(uid)
        .setVictim("image")
        .setAttack(attack)
        .setGenerator(generator)
        .setLabel(label)
        .setCleanLogits(List.of(0f, cleanLead))
        .setAdversarialLogits(List.of(0f, attackedLead))
        .setLinf(0)
        .setL2(0)
        .setWordsChanged(0)
        .setWords(0)
        .setQueries(queries)
        .build();
  }
}
