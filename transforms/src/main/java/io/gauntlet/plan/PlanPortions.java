package io.gauntlet.plan;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.spec.Content;
import io.gauntlet.plan.cost.AttackCosts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Cuts a plan into portions that are done one after the other: what comes first, and others that
 * can each be left out. Cells of which all expensive work is done for those that come first come
 * with them: to do it again would cost more than it saves.
 */
final class PlanPortions {
  private final AttackPlan plan;
  private final AttackCosts costs;

  PlanPortions(AttackPlan plan, AttackCosts costs) {
    this.plan = plan;
    this.costs = costs;
  }

  /**
   * The portions: what comes first, then the others, that of the least work before.
   *
   * @param others portions that there may be besides, at least 1
   */
  ImmutableList<AttackPlan> of(Predicate<Cell> first, int others) {
    List<Cell> now = new ArrayList<>(plan.cells().stream().filter(first).toList());
    Set<Content.Made> made = new HashSet<>();
    plan.only(now, costs).steps().forEach(step -> made(step).forEach(made::add));
    List<Cell> later = new ArrayList<>();
    for (Cell cell : plan.cells()) {
      if (!now.contains(cell)) {
        (isDoneWith(cell, made) ? now : later).add(cell);
      }
    }
    ImmutableList.Builder<AttackPlan> portions = ImmutableList.builder();
    portions.add(plan.only(inOrder(now), costs));
    if (!later.isEmpty()) {
      plan.only(later, costs).shards(others, costs).stream()
          .sorted(Comparator.comparingDouble(shard -> AttackPlan.total(shard.passes()).total()))
          .forEach(portions::add);
    }
    return portions.build();
  }

  /** Whether a cell needs expensive work, and all of it is made already. */
  private boolean isDoneWith(Cell cell, Set<Content.Made> made) {
    List<PlanStep> expensive =
        plan.only(List.of(cell), costs).steps().stream()
            .filter(step -> step.passes().total() >= PlanShards.EXPENSIVE)
            .toList();
    return !expensive.isEmpty()
        && expensive.stream()
            .allMatch(
                step -> made(step).findAny().isPresent() && made(step).allMatch(made::contains));
  }

  private static Stream<Content.Made> made(PlanStep step) {
    if (step.node() instanceof PlanNode.MakeImages images) {
      return Stream.of(images.made());
    }
    return step.node() instanceof PlanNode.SearchWords words
        ? words.captions().stream()
        : Stream.empty();
  }

  private List<Cell> inOrder(List<Cell> cells) {
    Set<Cell> wanted = new HashSet<>(cells);
    return plan.cells().stream().filter(wanted::contains).toList();
  }
}
