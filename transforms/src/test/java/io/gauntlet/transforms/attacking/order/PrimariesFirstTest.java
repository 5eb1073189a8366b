package io.gauntlet.transforms.attacking.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Capability;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Cell;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.score.policy.GatePolicyYaml;
import io.gauntlet.transforms.attacking.order.PortionTurn.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrimariesFirstTest {
  private static final AttackCosts COSTS = AttackCosts.usual(AttackCatalogue.load());
  private static final Set<Capability> GRADIENTS =
      Set.of(Capability.LOGITS, Capability.PIXEL_GRADIENTS);
  private static final List<VictimProfile> VICTIMS =
      List.of(
          new VictimProfile("image", Map.of(Modality.IMAGE, "image"), GRADIENTS),
          new VictimProfile("text", Map.of(Modality.TEXT, "text"), Set.of(Capability.LOGITS)),
          new VictimProfile(
              "early-fusion",
              Map.of(Modality.IMAGE, "early-fusion", Modality.TEXT, "early-fusion"),
              GRADIENTS),
          new VictimProfile(
              "late-fusion", Map.of(Modality.IMAGE, "image", Modality.TEXT, "text"), GRADIENTS));

  private static final AttackPlan PLAN =
      AttackPlan.of(
          VICTIMS,
          AttackGrid.of(List.of("fgsm", "pgd", "pwws", "half-sentence-deletion"), List.of("pgd")),
          COSTS);

  @Test
  void everyCellIsInOnePortionAndTheFirstHasWhatThePolicyNames() {
    List<AttackPlan> portions =
        portions(
            "{victim: late-fusion, primaries: [{attack: none, margin: 0.1},"
                + " {attack: 'pgd:*', metric: accuracy, margin: 0.1}],"
                + " floors: [{cell: {victim: text, attack: 'pwws:*'}, least: 0.5}]}");
    assertEquals(
        List.of(
            "image under none",
            "text under none",
            "text under pwws:fraction=0.4",
            "early-fusion under none",
            "late-fusion under none",
            "late-fusion under pgd:epsilon=0.03:steps=10",
            // Its images are made for a primary already.
            "early-fusion under pgd:epsilon=0.03:steps=10 made against late-fusion"),
        names(portions.get(0)));
    assertTrue(portions.size() >= 2, "portions: " + portions.size());
    assertEquals(
        PLAN.cells().stream().map(Cell::toString).sorted().toList(),
        portions.stream().flatMap(portion -> names(portion).stream()).sorted().toList());
    List<Double> passes =
        portions.stream()
            .skip(1)
            .map(portion -> AttackPlan.total(portion.passes()).total())
            .toList();
    assertEquals(passes.stream().sorted().toList(), passes);
  }

  /** The built-in policy is about the fused victims, under all that leaves the label alone. */
  @Test
  void theSuiteOfTheFusedVictimsComesFirst() {
    List<String> first = names(portions("{}").get(0));
    for (String victim : List.of("early-fusion", "late-fusion")) {
      assertTrue(first.contains(victim + " under pgd:epsilon=0.03:steps=10"), first.toString());
      assertTrue(first.contains(victim + " under pwws:fraction=0.4"), first.toString());
      assertTrue(
          !first.contains(victim + " under half-sentence-deletion:fraction=0.5"), first.toString());
    }
    assertTrue(!first.contains("image under fgsm:epsilon=0.03"), first.toString());
  }

  @Test
  void whatIsNamedInTheSuiteComesFirstWhateverItDoes() {
    List<String> first = names(portions("{suite: ['half-sentence-deletion:fraction=0.5']}").get(0));
    assertTrue(first.contains("late-fusion under half-sentence-deletion:fraction=0.5"));
    assertTrue(!first.contains("late-fusion under fgsm:epsilon=0.03"));
  }

  @Test
  void aPaceIsWhatTheWorkBeforeTookOnTheClock() {
    assertEquals(10, Pace.UNKNOWN.expected(10));
    Pace fast = Pace.UNKNOWN.and(Duration.ofSeconds(500), 2000);
    assertEquals(10 * 560 / 2060.0, fast.expected(10), 1e-9);
    assertEquals(fast, fast.and(Duration.ofSeconds(60), 0));
    // Opening models for a second of work says little of the hours that follow.
    Pace opened = Pace.UNKNOWN.and(Duration.ofSeconds(8), 1);
    assertEquals(10 * 68 / 61.0, opened.expected(10), 1e-9);
  }

  private static List<AttackPlan> portions(String policy) {
    return new PrimariesFirst(GatePolicyYaml.read("policy", policy), Deadline.NONE)
        .portions(PLAN, COSTS);
  }

  private static List<String> names(AttackPlan plan) {
    return plan.cells().stream().map(Cell::toString).toList();
  }
}
