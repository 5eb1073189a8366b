package io.gauntlet.score.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.io.Resources;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.compare.ComparedVictims.Family;
import io.gauntlet.score.compare.PairedDifference.NoDifference;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.McNemar;
import io.gauntlet.score.stats.PairedCounts;
import io.gauntlet.score.stats.Proportion;
import io.gauntlet.score.stats.SeededDrop;
import io.gauntlet.score.stats.Tango;
import io.gauntlet.score.tally.Outcomes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VictimRankingTest {

  /**
   * By hand, of 100 studies: the first victim is right on all, the second wrong on the first 4, the
   * third on the first 20. First against second: 4 of 4 changed, p 2/16. First against third:
   * 2/2^20, second against third: 16 of 16, 2/2^16.
   */
  @Test
  void threeVictimsByHand() {
    VictimComparison comparison = compare(ComparedMetric.ACCURACY, three("none"));
    AttackRanking clean = comparison.attacks().get(0);
    assertEquals(
        List.of("good", "near", "poor"),
        clean.ranking().stream().map(RankedVictim::victim).toList());
    assertEquals(
        List.of("a", "a", "b"), clean.ranking().stream().map(RankedVictim::letters).toList());
    assertEquals(Proportion.of(96, 100), clean.ranking().get(1).figure());
    assertEquals(3, clean.tests());
    PairedDifference near = clean.differences().get(0);
    assertEquals("near", near.second());
    assertEquals(100, near.studies());
    assertEquals(2.0 / 16, near.p(), 1e-15);
    assertEquals(2.0 / 16, near.correctedP(), 1e-15);
    assertEquals(Tango.interval(new PairedCounts(100, 4, 0)), near.difference());
    PairedDifference poor = clean.differences().get(1);
    assertEquals(Math.pow(2, -19), poor.p(), 1e-18);
    assertEquals(3 * Math.pow(2, -19), poor.correctedP(), 1e-18);
    assertEquals(2 * Math.pow(2, -15), clean.differences().get(2).correctedP(), 1e-18);
  }

  /** The better one comes first, whichever name is. */
  @Test
  void theBetterComesFirst() {
    List<Outcome> outcomes = new ArrayList<>(Outcomes.broken("aardvark", "none", 50, 30));
    outcomes.addAll(Outcomes.broken("zebra", "none", 50, 5));
    PairedDifference difference =
        compare(ComparedMetric.ACCURACY, outcomes).attacks().get(0).differences().get(0);
    assertEquals("zebra", difference.first());
    assertEquals(0.5, difference.difference().value(), 1e-12);
    assertEquals(
        Tango.interval(new PairedCounts(50, 25, 0)).low(), difference.difference().low(), 1e-9);
    assertEquals(2 * McNemar.pOfNoWorse(25, 0), difference.p(), 1e-15);
  }

  @Test
  void theFamilyIsThatOfOneAttackOrOfTheRun() {
    List<Outcome> outcomes = new ArrayList<>(three("none"));
    outcomes.addAll(three("fgsm"));
    assertEquals(3, compare(ComparedMetric.ACCURACY, outcomes).attacks().get(1).tests());
    VictimComparison together =
        compare(
            new ComparedVictims(
                ImmutableList.of(), ImmutableList.of("*"), ComparedMetric.ACCURACY, Family.RUN),
            outcomes);
    assertEquals(List.of("none", "fgsm"), attacks(together));
    assertEquals(6, together.attacks().get(0).tests());
    assertEquals(
        6 * Math.pow(2, -19), together.attacks().get(0).differences().get(1).correctedP(), 1e-18);
  }

  private static List<String> attacks(VictimComparison comparison) {
    return comparison.attacks().stream().map(AttackRanking::attack).toList();
  }

  /** By hand: four studies, seeds right on 4, 3, 4 of them and on 2, 1, 2. */
  @Test
  void severalSeedsAreAboutTheRecipe() {
    List<Outcome> outcomes = new ArrayList<>();
    boolean[][] good = {
      {true, true, true}, {true, true, true}, {true, true, true}, {true, false, true}
    };
    boolean[][] poor = {
      {true, true, true}, {true, false, true}, {false, false, false}, {false, false, false}
    };
    for (int study = 0; study < 4; study++) {
      for (int seed = 0; seed < 3; seed++) {
        outcomes.add(seeded("s" + study, "good", seed, good[study][seed]));
        outcomes.add(seeded("s" + study, "poor", seed, poor[study][seed]));
      }
    }
    AttackRanking clean = compare(ComparedMetric.ACCURACY, outcomes).attacks().get(0);
    assertEquals(3, clean.ranking().get(0).seeds());
    assertEquals(
        Estimate.mean(List.of(Proportion.of(4, 4), Proportion.of(3, 4), Proportion.of(4, 4))),
        clean.ranking().get(0).figure());
    // Differences 0, 1/3, 1, 2/3: mean 1/2, variance 5/27, of the mean 5/108.
    SeededDrop expected =
        SeededDrop.of(5.0 / 108, 4, List.of(1.0, 0.75, 1.0), List.of(0.5, 0.25, 0.5));
    PairedDifference difference = clean.differences().get(0);
    assertEquals(0.5, difference.difference().value(), 1e-12);
    assertEquals(expected.interval().low(), difference.difference().low(), 1e-9);
    assertEquals(2 * expected.pOfNoWorse(), difference.p(), 1e-9);
  }

  @Test
  void twoSeedsAreTooFewAndSeedsThatLackStudiesToo() {
    List<Outcome> two = new ArrayList<>();
    List<Outcome> lacking = new ArrayList<>();
    for (int study = 0; study < 20; study++) {
      for (int seed = 0; seed < 3; seed++) {
        for (String victim : List.of("one", "other")) {
          Outcome outcome = seeded("s" + study, victim, seed, study > seed);
          if (seed < 2) {
            two.add(outcome);
          }
          if (study > 0 || seed > 0 || victim.equals("one")) {
            lacking.add(outcome);
          }
        }
      }
    }
    assertEquals(NoDifference.SEEDS_TOO_FEW, only(compare(ComparedMetric.ACCURACY, two)).absence());
    PairedDifference incomplete = only(compare(ComparedMetric.ACCURACY, lacking));
    assertEquals(NoDifference.SEEDS_INCOMPLETE, incomplete.absence());
    assertTrue(Double.isNaN(incomplete.p()));
  }

  private static Outcome seeded(String uid, String victim, long seed, boolean right) {
    return Outcomes.of(uid, victim, "none", true, right).setReplica(seed).build();
  }

  private static PairedDifference only(VictimComparison comparison) {
    return comparison.attacks().get(0).differences().get(0);
  }

  /** Neither for nor against one of two: it is left out, and counted. */
  @Test
  void anAnswerThatIsNoneIsLeftOut() {
    List<Outcome> outcomes = new ArrayList<>(Outcomes.broken("good", "none", 50, 0));
    List<Outcome> other = new ArrayList<>(Outcomes.broken("other", "none", 50, 10));
    other.set(
        3, Outcome.newBuilder(other.get(3)).setAdversarialLogits(List.of(0f, Float.NaN)).build());
    outcomes.addAll(other);
    PairedDifference difference = only(compare(ComparedMetric.ACCURACY, outcomes));
    assertEquals(49, difference.studies());
    assertEquals(1, difference.leftOut());
    assertEquals(9.0 / 49, difference.difference().value(), 1e-12);
  }

  @Test
  void studiesThatAreThereTwiceAreNotCompared() {
    List<Outcome> outcomes = new ArrayList<>(three("none"));
    outcomes.addAll(three("none"));
    assertEquals(
        NoDifference.STUDIES_DOUBLED, only(compare(ComparedMetric.ACCURACY, outcomes)).absence());
  }

  @Test
  void namesThatAreNotInTheRunAreSlips() {
    VictimComparison comparison =
        compare(
            new ComparedVictims(
                ImmutableList.of("good", "pour"),
                ImmutableList.of("none", "pgd*"),
                ComparedMetric.ACCURACY,
                Family.ATTACK),
            three("none"));
    assertTrue(comparison.attacks().isEmpty());
    assertEquals(
        List.of("pour", "pgd*"),
        comparison.slips().stream().map(VictimComparison.Slip::written).toList());
    assertEquals(List.of("good", "near", "poor"), comparison.slips().get(0).known());
  }

  @ParameterizedTest
  @EnumSource(
      value = ComparedMetric.class,
      names = {"ACCURACY", "SENSITIVITY", "SPECIFICITY", "BALANCED_ACCURACY", "AUROC"})
  void everyMetricHasItsDifferenceAndIsReadAsItWasWritten(ComparedMetric metric) {
    VictimComparison comparison = compare(metric, three("none"));
    PairedDifference difference = comparison.attacks().get(0).differences().get(1);
    RankedVictim first = comparison.attacks().get(0).ranking().get(0);
    RankedVictim last = comparison.attacks().get(0).ranking().get(2);
    assertEquals(
        first.figure().value() - last.figure().value(), difference.difference().value(), 1e-12);
    assertTrue(difference.difference().excludesZero(), difference.toString());
    assertTrue(difference.p() < 0.01, difference.toString());
    assertEquals(
        VictimComparisonJson.write(comparison),
        VictimComparisonJson.write(
            VictimComparisonJson.read(VictimComparisonJson.write(comparison))));
  }

  /** The schema that is shipped has the keys of what is written, and no others. */
  @Test
  void theSchemaSaysWhatIsWritten() throws IOException {
    JsonNode schema =
        new ObjectMapper()
            .readTree(Resources.getResource(VictimComparison.class, "compare.schema.json"));
    JsonNode written =
        new ObjectMapper()
            .readTree(VictimComparisonJson.write(compare(ComparedMetric.ACCURACY, three("none"))));
    JsonNode attack = written.at("/attacks/0");
    JsonNode attackSchema = schema.at("/properties/attacks/items");
    assertEquals(keys(schema.get("properties")), keys(written));
    assertEquals(keys(attackSchema.get("properties")), keys(attack));
    assertEquals(
        keys(attackSchema.at("/properties/ranking/items/properties")),
        keys(attack.at("/ranking/0")));
    JsonNode difference = attackSchema.at("/properties/differences/items/properties");
    assertEquals(keys(difference), keys(attack.at("/differences/0")));
    for (NoDifference reason : NoDifference.values()) {
      assertTrue(difference.at("/absence/enum").toString().contains("\"" + reason + "\""));
    }
  }

  private static Set<String> keys(JsonNode node) {
    Set<String> keys = new TreeSet<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static List<Outcome> three(String attack) {
    List<Outcome> outcomes = new ArrayList<>(Outcomes.broken("good", attack, 100, 0));
    outcomes.addAll(Outcomes.broken("near", attack, 100, 4));
    outcomes.addAll(Outcomes.broken("poor", attack, 100, 20));
    return outcomes;
  }

  private static VictimComparison compare(ComparedMetric metric, List<Outcome> outcomes) {
    return compare(
        new ComparedVictims(ImmutableList.of(), ImmutableList.of("*"), metric, Family.ATTACK),
        outcomes);
  }

  private static VictimComparison compare(ComparedVictims asked, List<Outcome> outcomes) {
    Map<CellKey, VictimTally> cells = new HashMap<>();
    for (Outcome outcome : outcomes) {
      cells
          .computeIfAbsent(CellKey.of(outcome).ofAllReplicas(), any -> new VictimTally())
          .add(outcome);
    }
    Map<VictimPair, PairTally> pairs = new HashMap<>();
    ListMultimap<String, Outcome> studies =
        Multimaps.index(outcomes, outcome -> outcome.getAttack() + " " + outcome.getUid());
    for (String study : studies.keySet()) {
      VictimPairing.pairs(studies.get(study))
          .forEach(
              (victims, pair) ->
                  pairs.computeIfAbsent(victims, any -> new PairTally()).addRanked(pair));
    }
    return VictimRanking.of(asked, cells, pairs);
  }
}
