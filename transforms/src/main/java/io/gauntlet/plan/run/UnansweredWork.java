package io.gauntlet.plan.run;

import com.google.common.collect.ImmutableMap;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.data.UnansweredException;
import io.gauntlet.plan.Cell;
import io.gauntlet.plan.PlanNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Work that was lost because a victim gave no answers, and the cells that have none with it. */
final class UnansweredWork {
  private final Map<PlanNode, UnansweredException> lost = new HashMap<>();
  private final Map<Cell, String> cells = new LinkedHashMap<>();

  /** Why some work cannot be done; empty where all that it needs is there. */
  Optional<UnansweredException> of(Collection<PlanNode> needs) {
    return needs.stream().flatMap(need -> Optional.ofNullable(lost.get(need)).stream()).findFirst();
  }

  void add(PlanNode node, UnansweredException why) {
    lost.put(node, why);
    node.scored().ifPresent(cell -> cells.put(cell, why.getMessage()));
  }

  /** Asks the victims of cells that have answers whether they are still what they were. */
  void addUnsteady(Workbench bench, Collection<Cell> all) {
    Map<String, Optional<String>> faults = new HashMap<>();
    for (Cell cell : all) {
      if (!cells.containsKey(cell)) {
        asked(cell.attack(), Stream.concat(Stream.of(cell.victim()), cell.generator().stream()))
            .flatMap(name -> faults.computeIfAbsent(name, asked -> fault(bench, asked)).stream())
            .findFirst()
            .ifPresent(why -> cells.put(cell, why));
      }
    }
  }

  /** The victims whose answers a cell rests on: those that are scored, and those of its images. */
  private static Stream<String> asked(AttackSpec attack, Stream<String> named) {
    return Stream.concat(
        Stream.concat(named, attack.generator().stream()),
        attack.members().stream().flatMap(member -> asked(member, Stream.empty())));
  }

  private static Optional<String> fault(Workbench bench, String victim) {
    try {
      bench.victim(victim).requireSteady();
      return Optional.empty();
    } catch (UnansweredException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** The cells without answers, and why. */
  ImmutableMap<Cell, String> cells() {
    return ImmutableMap.copyOf(cells);
  }
}
