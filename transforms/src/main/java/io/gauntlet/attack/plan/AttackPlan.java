package io.gauntlet.attack.plan;

import io.gauntlet.attack.AttackGrid;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a grid of attacks computes, made before anything runs: nodes in an order in which each comes
 * after what it needs, and every node once, however many cells it serves. Immutable, and the same
 * for the same victims and grid.
 *
 * <p>Victims of frozen branches share them: pictures made against late fusion and shown to the
 * ensemble are read once, and a caption that both their searches meet is scored once.
 *
 * @param victims whom the cells attack
 * @param cells what is scored
 * @param omitted what was asked for and cannot be
 * @param steps the nodes in order
 * @param alone passes of the same cells, each run on its own by a tool that reads the whole victim
 *     at every query
 */
public record AttackPlan(
    List<VictimProfile> victims,
    List<Cell> cells,
    List<Omitted> omitted,
    List<PlanStep> steps,
    Passes alone) {

  /** Copies what could change. */
  public AttackPlan {
    victims = List.copyOf(victims);
    cells = List.copyOf(cells);
    omitted = List.copyOf(omitted);
    steps = List.copyOf(steps);
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

  private static AttackPlan of(
      List<VictimProfile> victims, List<Cell> cells, List<Omitted> omitted, AttackCosts costs) {
    PlanBuilder builder = new PlanBuilder(victims, costs);
    List<PlanStep> steps = builder.build(cells);
    Passes alone = cells.stream().map(builder::alone).reduce(Passes.NONE, Passes::plus);
    return new AttackPlan(victims, cells, omitted, steps, alone);
  }

  /** What it computes for some of its cells alone. */
  public AttackPlan only(List<Cell> some, AttackCosts costs) {
    return of(victims, some, List.of(), costs);
  }

  /** Passes a study. */
  public Passes passes() {
    return steps.stream().map(PlanStep::passes).reduce(Passes.NONE, Passes::plus);
  }

  /** Names of the victims, in order. */
  public List<String> victimNames() {
    return victims.stream().map(VictimProfile::name).collect(Collectors.toList());
  }
}
