package io.gauntlet.plan;

import io.gauntlet.attack.spec.Attempt;
import io.gauntlet.attack.spec.Content;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.attack.spec.VictimProfiles;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.Passes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What cells cost each on its own, when victims are functions of images and words that are read
 * whole at every query: what a tool does that knows nothing of branches. Gradients go back through
 * the attacked branch alone even so.
 */
final class CellAlone {
  private final VictimProfiles victims;
  private final AttackCosts costs;
  private final Map<String, Passes> byBranch = new TreeMap<>();

  CellAlone(VictimProfiles victims, AttackCosts costs) {
    this.victims = victims;
    this.costs = costs;
  }

  /** Passes a study by the classifier whose encoders they go through. */
  Map<String, Passes> byBranch() {
    return byBranch;
  }

  void add(Cell cell) {
    VictimProfile victim = victims.get(cell.victim());
    read(victim, 1);
    Set<Content.Made> counted = new HashSet<>();
    for (Attempt attempt : cell.attempts()) {
      attempt.study().history().stream()
          .filter(counted::add)
          .forEach(made -> made.against().ifPresent(name -> attack(made, victims.get(name))));
      if (!attempt.study().isClean()) {
        read(victim, 1);
      }
    }
  }

  private void attack(Content.Made made, VictimProfile victim) {
    Passes own = costs.of(made.attack());
    read(victim, own.forward(made.modality()));
    add(victim.branch(made.modality()), own.back());
  }

  private void read(VictimProfile victim, double times) {
    victim
        .branches()
        .forEach((modality, branch) -> add(branch, Passes.oneForward(modality).times(times)));
  }

  private void add(String branch, Passes passes) {
    byBranch.merge(branch, passes, Passes::plus);
  }
}
