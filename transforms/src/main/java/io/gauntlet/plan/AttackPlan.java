package io.gauntlet.plan;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.attack.spec.VictimProfiles;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.Passes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a grid of attacks computes, made before anything runs: nodes in an order in which each comes
 * after what it needs, and every node once, however many cells it serves. Immutable, and the same
 * for the same victims and grid.
 *
 * <p>Victims of frozen branches share them: images made against late fusion and shown to the
 * ensemble are read once, and a caption that both their searches meet is scored once.
 *
 * @param victims whom the cells attack
 * @param cells what is scored
 * @param omitted what was asked for and cannot be
 * @param steps the nodes in order
 * @param alone passes a study of the same cells, each run on its own by a tool that reads the whole
 *     victim at every query, by the classifier whose encoders they go through
 */
public record AttackPlan(
    List<VictimProfile> victims,
    List<Cell> cells,
    List<Omitted> omitted,
    List<PlanStep> steps,
    Map<String, Passes> alone) {

  public AttackPlan {
    victims = List.copyOf(victims);
    cells = List.copyOf(cells);
    omitted = List.copyOf(omitted);
    steps = List.copyOf(steps);
    alone = ImmutableSortedMap.copyOf(alone);
  }

  /**
   * The plan of a grid.
   *
   * @param costs what attacks ask of their victims
   * @throws IllegalArgumentException when an attack names a victim that is not there
   */
  public static AttackPlan of(List<VictimProfile> victims, AttackGrid grid, AttackCosts costs) {
    CellExpansion expansion = new CellExpansion(victims);
    expansion.add(grid);
    return of(victims, expansion.cells(), expansion.omitted(), costs);
  }

  /**
   * Whether a grid can be planned at all.
   *
   * @throws IllegalArgumentException when an attack names a victim that is not there
   */
  public static void check(List<VictimProfile> victims, AttackGrid grid) {
    new CellExpansion(victims).add(grid);
  }

  /**
   * What of a grid cannot be, before anything is known of its costs.
   *
   * @throws IllegalArgumentException when an attack names a victim that is not there
   */
  public static List<Omitted> omitted(List<VictimProfile> victims, AttackGrid grid) {
    CellExpansion expansion = new CellExpansion(victims);
    expansion.add(grid);
    return List.copyOf(expansion.omitted());
  }

  private static AttackPlan of(
      List<VictimProfile> victims, List<Cell> cells, List<Omitted> omitted, AttackCosts costs) {
    VictimProfiles profiles = new VictimProfiles(victims);
    CellAlone alone = new CellAlone(profiles, costs);
    cells.forEach(alone::add);
    return new AttackPlan(
        victims, cells, omitted, PlanBuilder.steps(profiles, costs, cells), alone.byBranch());
  }

  /** What it computes for some of its cells alone. */
  public AttackPlan only(List<Cell> some, AttackCosts costs) {
    return of(victims, some, List.of(), costs);
  }

  /**
   * Its shards: plans that share nothing expensive, for workers to take each on its own; together
   * they have all the cells. What is cheap is done in each shard that needs it.
   *
   * @param most shards there may be, at least 1
   * @return at least one shard
   */
  public List<AttackPlan> shards(int most, AttackCosts costs) {
    return new PlanShards(this).shards(most).stream().map(shard -> only(shard, costs)).toList();
  }

  /**
   * Its portions, which are done one after the other: what comes first, and then others that can
   * each be left out, that of the least work before. Cells that cost next to nothing once the first
   * are attacked come with them.
   *
   * @param first which cells come first
   * @param others portions that there may be besides, at least 1
   * @return at least one portion, whose cells are those that come first
   */
  public List<AttackPlan> portions(Predicate<Cell> first, int others, AttackCosts costs) {
    return new PlanPortions(this, costs).of(first, others);
  }

  /** Passes a study by the classifier whose encoders they go through. */
  public Map<String, Passes> passes() {
    Map<String, Passes> byBranch = new TreeMap<>();
    for (PlanStep step : steps) {
      step.branch().ifPresent(branch -> byBranch.merge(branch, step.passes(), Passes::plus));
    }
    return byBranch;
  }

  /** Passes a study that the same cells would make besides, were each run on its own. */
  public double passesSaved() {
    return Math.max(0, total(alone).total() - total(passes()).total());
  }

  /** All of some passes. */
  public static Passes total(Map<String, Passes> byBranch) {
    return byBranch.values().stream().reduce(Passes.NONE, Passes::plus);
  }
}
