package io.gauntlet.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Splits a plan into shards: plans that workers can take each on its own.
 *
 * <p>Cells that share expensive work stay together: images made in many steps, and searches that
 * score captions with the same text branch, since they remember each other's. What else they share,
 * such as a clean embedding, costs a pass or two and is done again in every shard. Groups of cells
 * are then dealt to shards, the most expensive first, each to the shard that has the least to do.
 *
 * <p>Nothing but the plan decides: the shards are the same on any machine.
 */
final class PlanShards {
  /** Passes a study from which shared work is worth keeping together. */
  static final double EXPENSIVE = 8;

  /** Passes a study that a shard should have, so that opening its images again is worth it. */
  private static final double LEAST = 40;

  private final AttackPlan plan;
  private final Map<PlanNode, PlanStep> steps = new HashMap<>();

  PlanShards(AttackPlan plan) {
    this.plan = plan;
    plan.steps().forEach(step -> steps.put(step.node(), step));
  }

  /**
   * The cells of each shard.
   *
   * @param most shards there may be, at least 1
   * @return at least one shard, each with the cells in the order of the plan
   */
  List<List<Cell>> shards(int most) {
    int shards = (int) Math.max(1, Math.min(most, AttackPlan.total(plan.passes()).total() / LEAST));
    List<Set<Cell>> groups = groups();
    Map<Set<Cell>, Double> weights = new HashMap<>();
    groups.forEach(group -> weights.put(group, weight(group)));
    groups.sort(Comparator.comparing((Set<Cell> group) -> -weights.get(group)));
    List<Set<Cell>> dealt = new ArrayList<>();
    double[] loads = new double[Math.max(1, Math.min(shards, groups.size()))];
    for (int shard = 0; shard < loads.length; shard++) {
      dealt.add(new HashSet<>());
    }
    for (Set<Cell> group : groups) {
      int lightest = 0;
      for (int shard = 1; shard < loads.length; shard++) {
        if (loads[shard] < loads[lightest]) {
          lightest = shard;
        }
      }
      loads[lightest] += weights.get(group);
      dealt.get(lightest).addAll(group);
    }
    return dealt.stream()
        .map(shard -> plan.cells().stream().filter(shard::contains).toList())
        .toList();
  }

  private List<Set<Cell>> groups() {
    Map<Object, Set<Cell>> groupOf = new LinkedHashMap<>();
    for (Cell cell : plan.cells()) {
      Set<Cell> group = new HashSet<>(Set.of(cell));
      List<Object> ties = ties(cell);
      ties.add(cell);
      for (Object tie : ties) {
        group.addAll(groupOf.getOrDefault(tie, Set.of()));
      }
      // What was tied to a member before is tied to the whole group now.
      groupOf.replaceAll((tie, old) -> group.containsAll(old) ? group : old);
      ties.forEach(tie -> groupOf.put(tie, group));
    }
    List<Set<Cell>> groups = new ArrayList<>();
    for (Cell cell : plan.cells()) {
      if (groups.stream().noneMatch(group -> group.contains(cell))) {
        groups.add(groupOf.get(cell));
      }
    }
    return groups;
  }

  /** The expensive work of a cell, and the text branches that its searches score with. */
  private List<Object> ties(Cell cell) {
    List<Object> ties = new ArrayList<>();
    for (PlanStep step : work(Set.of(cell))) {
      if (step.passes().total() >= EXPENSIVE) {
        step.ties().forEach(ties::add);
      }
    }
    return ties;
  }

  private double weight(Set<Cell> cells) {
    return work(cells).stream().mapToDouble(step -> step.passes().total()).sum();
  }

  private List<PlanStep> work(Set<Cell> cells) {
    Set<PlanNode> needed = new HashSet<>();
    cells.forEach(cell -> need(new PlanNode.ScoreCell(cell), needed));
    return plan.steps().stream().filter(step -> needed.contains(step.node())).toList();
  }

  private void need(PlanNode node, Set<PlanNode> needed) {
    if (needed.add(node)) {
      steps.get(node).needs().forEach(need -> need(need, needed));
    }
  }
}
