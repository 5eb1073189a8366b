package io.gauntlet.transforms.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.compare.AttackRanking;
import io.gauntlet.score.compare.ComparedVictims;
import io.gauntlet.score.compare.RankedVictim;
import io.gauntlet.score.compare.VictimComparison;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.tally.Outcomes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompareVictimsTest {

  @FunctionalInterface
  private interface Expectation extends Serializable {
    void check(VictimComparison comparison);
  }

  /**
   * Under the attack the order turns, and what was made against another victim is no part of it.
   */
  @ParameterizedTest
  @EnumSource(
      value = ComparedMetric.class,
      names = {"ACCURACY", "AUROC"})
  void studiesMeetUnderEachAttack(ComparedMetric metric) {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.addAll(Outcomes.broken("image", "none", 200, 40));
    outcomes.addAll(Outcomes.broken("text", "none", 200, 0));
    outcomes.addAll(Outcomes.broken("ensemble", "none", 200, 0));
    outcomes.addAll(Outcomes.broken("image", "fgsm", 200, 20));
    outcomes.addAll(Outcomes.broken("text", "fgsm", 200, 150));
    for (Outcome outcome : Outcomes.broken("ensemble", "fgsm", 200, 200)) {
      outcomes.add(Outcome.newBuilder(outcome).setGenerator("image").build());
    }
    check(
        metric,
        outcomes,
        comparison -> {
          assertEquals(2, comparison.attacks().size());
          AttackRanking clean = comparison.attacks().get(0);
          assertEquals("none", clean.attack());
          assertEquals(List.of("a", "a", "b"), letters(clean));
          assertEquals("image", clean.ranking().get(2).victim());
          assertEquals(200, clean.differences().get(0).studies());
          AttackRanking attacked = comparison.attacks().get(1);
          assertEquals(List.of("a", "b"), letters(attacked));
          assertEquals("image", attacked.ranking().get(0).victim());
          assertEquals(1, attacked.differences().size());
        });
  }

  private static List<String> letters(AttackRanking attack) {
    return attack.ranking().stream().map(RankedVictim::letters).toList();
  }

  @Test
  void thereIsAComparisonWithoutOutcomes() {
    check(
        ComparedMetric.ACCURACY,
        List.of(),
        comparison -> assertEquals("*", comparison.slips().get(0).written()));
  }

  private static void check(
      ComparedMetric metric, List<Outcome> outcomes, Expectation expectation) {
    Pipeline pipeline = Pipeline.create();
    PAssert.thatSingleton(
            pipeline
                .apply(Create.of(outcomes).withCoder(AvroCoder.of(Outcome.class)))
                .apply(
                    CompareVictims.as(
                        new ComparedVictims(
                            ImmutableList.of(),
                            ImmutableList.of("*"),
                            metric,
                            ComparedVictims.Family.ATTACK))))
        .satisfies(
            found -> {
              expectation.check(found);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }
}
