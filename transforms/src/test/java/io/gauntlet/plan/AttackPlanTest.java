package io.gauntlet.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.data.Modality;
import io.gauntlet.model.Capability;
import io.gauntlet.plan.PlanNode.Embed;
import io.gauntlet.plan.PlanNode.MakeImages;
import io.gauntlet.plan.PlanNode.SearchWords;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.Passes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttackPlanTest {
  private static final Set<Capability> GRADIENTS =
      Set.of(Capability.LOGITS, Capability.PIXEL_GRADIENTS);
  private static final List<VictimProfile> VICTIMS =
      List.of(
          new VictimProfile("image", Map.of(Modality.IMAGE, "image"), GRADIENTS),
          new VictimProfile("text", Map.of(Modality.TEXT, "text"), Set.of(Capability.LOGITS)),
          new VictimProfile("early-fusion", both("early-fusion", "early-fusion"), GRADIENTS),
          new VictimProfile("late-fusion", both("image", "text"), GRADIENTS),
          new VictimProfile("ensemble", both("image", "text"), GRADIENTS));

  private static Map<Modality, String> both(String image, String text) {
    return Map.of(Modality.IMAGE, image, Modality.TEXT, text);
  }

  @Test
  void everyNodeComesOnceAndAfterWhatItNeeds() {
    Set<PlanNode> done = new HashSet<>();
    for (PlanStep step : plan(AttackGrid.paper()).steps()) {
      assertTrue(done.containsAll(step.needs()), step.toString());
      assertTrue(done.add(step.node()), step.toString());
    }
  }

  @Test
  void thePapersGridIsFiftyThreeCells() {
    AttackPlan plan = plan(AttackGrid.paper());
    // Image, text, three fused victims; and each fused one shown the images of two others.
    assertEquals(5 + 3 + 3 * 11 + 2 * 6, plan.cells().size());
    assertEquals(List.of(), plan.omitted());
  }

  @Test
  void imagesAreReadOnceByAllWhoShareTheBranch() {
    AttackPlan plan = plan(AttackGrid.of(List.of(), List.of("pgd")));
    // Each branch reads the clean ones. Those made against early fusion are read once for late
    // fusion
    // and ensemble, the others by early fusion and by each other's branch.
    assertEquals(3, nodes(plan, MakeImages.class).count());
    assertEquals(
        2 + 5,
        read(plan, Modality.IMAGE).count(),
        () -> read(plan, Modality.IMAGE).toList().toString());
  }

  @Test
  void wordsThatAskNobodyAreChosenOnceForAll() {
    AttackPlan plan =
        plan(
            AttackGrid.of(
                List.of("half-sentence-deletion", "fgsm+half-sentence-deletion"), List.of()));
    assertEquals(1, nodes(plan, SearchWords.class).count());
    assertEquals(2 + 2, read(plan, Modality.TEXT).count());
  }

  @Test
  void searchesOfOneVictimBeforeAllItsImagesAreOne() {
    AttackPlan plan =
        plan(
            AttackGrid.of(
                List.of("synonym-greedy", "fgsm+synonym-greedy", "pgd+synonym-greedy"), List.of()));
    assertEquals(
        List.of(1, 3, 3, 3),
        nodes(plan, SearchWords.class).map(node -> node.captions().size()).toList());
  }

  @Test
  void alternatingBeginsWithTheSearchOfTheTextRow() {
    String alternating = "alternating(pgd+synonym-greedy)";
    AttackPlan plan = plan(AttackGrid.of(List.of("synonym-greedy", alternating), List.of()));
    // The row's search of four victims, and the second one of the three that are fused.
    assertEquals(4 + 3, nodes(plan, SearchWords.class).count());
  }

  @Test
  void aSuiteOfRowsCostsNothingMore() {
    List<String> rows = List.of("fgsm", "pgd", "synonym-greedy", "pgd+synonym-greedy");
    AttackPlan without = plan(AttackGrid.of(rows, List.of()));
    AttackPlan with =
        plan(
            AttackGrid.of(
                Stream.concat(rows.stream(), Stream.of("worst-of(" + String.join("|", rows) + ")"))
                    .toList(),
                List.of()));
    assertEquals(without.passes(), with.passes());
    assertEquals(without.cells().size() + 5, with.cells().size());
  }

  @Test
  void aVictimWithoutGradientsIsLeftOutAlsoOfASuiteAndThePlanSaysSo() {
    List<VictimProfile> black = List.of(VictimProfile.blackBox("own"));
    AttackPlan plan =
        AttackPlan.of(
            black,
            AttackGrid.of(List.of("fgsm", "worst-of(fgsm|synonym-random)"), List.of()),
            AttackCosts.usual(AttackCatalogue.load()));
    assertEquals(
        List.of(
            new Omitted("own", "fgsm:epsilon=0.03", "own gives no gradients by pixel"),
            new Omitted(
                "own",
                "fgsm:epsilon=0.03 within worst-of(fgsm:epsilon=0.03|synonym-random:fraction=0.4)",
                "own gives no gradients by pixel")),
        plan.omitted());
    assertEquals(2, plan.cells().size());
  }

  @Test
  void passesAreThoseOfTheAttacks() {
    AttackPlan plan =
        AttackPlan.of(
            VICTIMS.subList(0, 1),
            AttackGrid.of(List.of("pgd:steps=7"), List.of()),
            AttackCosts.usual(AttackCatalogue.load()));
    // Clean; seven gradients and the last look; the images read.
    assertEquals(new Passes(1 + 8 + 1, 7, 0, 0), AttackPlan.total(plan.passes()));
    // The clean cell; then clean, the attack and the images again.
    assertEquals(new Passes(1 + 1 + 8 + 1, 7, 0, 0), AttackPlan.total(plan.alone()));
  }

  @Test
  void thePapersGridCostsAThirdOfItsCellsAlone() {
    AttackPlan plan = plan(AttackGrid.paper());
    assertTrue(
        AttackPlan.total(plan.passes()).total() <= AttackPlan.total(plan.alone()).total() / 3,
        plan.passes() + " of " + plan.alone());
  }

  @Test
  void theShardsHaveAllCellsAndShareNothingExpensive() {
    AttackPlan plan = plan(AttackGrid.paper());
    List<AttackPlan> shards = plan.shards(4, AttackCosts.usual(AttackCatalogue.load()));
    assertEquals(4, shards.size());
    assertEquals(
        Set.copyOf(plan.cells()),
        shards.stream().flatMap(shard -> shard.cells().stream()).collect(Collectors.toSet()));
    assertEquals(
        plan.cells().size(), shards.stream().mapToInt(shard -> shard.cells().size()).sum());
    Set<PlanNode> expensive = new HashSet<>();
    for (AttackPlan shard : shards) {
      for (PlanStep step : shard.steps()) {
        assertTrue(step.passes().total() < 8 || expensive.add(step.node()), step.toString());
      }
    }
    double together =
        shards.stream().mapToDouble(shard -> AttackPlan.total(shard.passes()).total()).sum();
    assertEquals(AttackPlan.total(plan.passes()).total(), together, 0.08 * together);
  }

  @Test
  void searchesThatRememberEachOthersCaptionsStayTogether() {
    for (AttackPlan shard :
        plan(AttackGrid.paper()).shards(100, AttackCosts.usual(AttackCatalogue.load()))) {
      Set<String> searching =
          nodes(shard, SearchWords.class)
              .flatMap(node -> node.against().stream())
              .collect(Collectors.toSet());
      assertTrue(
          List.of(Set.of(), Set.of("early-fusion"), Set.of("text", "late-fusion", "ensemble"))
              .contains(searching),
          searching.toString());
    }
  }

  @Test
  void aSmallPlanStaysWhole() {
    assertEquals(
        1,
        plan(AttackGrid.of(List.of("fgsm"), List.of()))
            .shards(9, AttackCosts.usual(AttackCatalogue.load()))
            .size());
  }

  private static AttackPlan plan(AttackGrid grid) {
    return AttackPlan.of(VICTIMS, grid, AttackCosts.usual(AttackCatalogue.load()));
  }

  private static Stream<Embed> read(AttackPlan plan, Modality modality) {
    return nodes(plan, Embed.class).filter(node -> node.content().modality() == modality);
  }

  private static <T extends PlanNode> Stream<T> nodes(AttackPlan plan, Class<T> type) {
    return plan.steps().stream().map(PlanStep::node).filter(type::isInstance).map(type::cast);
  }
}
