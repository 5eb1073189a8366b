package io.gauntlet.plan;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.attack.spec.VictimProfiles;
import io.gauntlet.plan.PlanNode.ScoreCell;
import io.gauntlet.plan.cost.AttackCosts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts what cells need in order, each node once, right before the first that needs it. */
final class PlanBuilder {
  private final PlanContext context;
  private final Map<PlanNode, PlanStep> steps = new LinkedHashMap<>();

  private PlanBuilder(PlanContext context) {
    this.context = context;
  }

  /** The steps of a plan of cells. */
  static ImmutableList<PlanStep> steps(
      VictimProfiles victims, AttackCosts costs, List<Cell> cells) {
    PlanBuilder builder = new PlanBuilder(new PlanContext(victims, costs, cells));
    cells.forEach(cell -> builder.add(new ScoreCell(cell)));
    return ImmutableList.copyOf(builder.steps.values());
  }

  private void add(PlanNode node) {
    if (steps.containsKey(node)) {
      return;
    }
    ImmutableSet<PlanNode> needs = node.needs(context);
    needs.forEach(this::add);
    steps.put(node, new PlanStep(node, needs.asList(), node.branch(context), node.passes(context)));
  }
}
