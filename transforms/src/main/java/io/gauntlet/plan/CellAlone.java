package io.gauntlet.plan;

import io.gauntlet.data.Modality;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.Passes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

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
    Set<AttackedModality> counted = new HashSet<>();
    for (Candidate candidate : cell.candidates()) {
      Stream.concat(candidate.images().history(), candidate.captions().history())
          .filter(counted::add)
          .forEach(made -> made.against().victim().ifPresent(name -> attack(made, name)));
      if (!candidate.isClean()) {
        read(victim, 1);
      }
    }
  }

  private void attack(AttackedModality made, String name) {
    VictimProfile victim = victims.get(name);
    switch (made.attack().modality()) {
      case IMAGE -> {
        Passes own = costs.images(made.attack());
        read(victim, own.imageForward());
        add(victim.branch(Modality.IMAGE), new Passes(0, own.imageBackward(), 0, 0));
      }
      case TEXT -> {
        Passes own = costs.captions(made.attack());
        read(victim, own.textForward());
        add(victim.branch(Modality.TEXT), new Passes(0, 0, 0, own.textBackward()));
      }
    }
  }

  private void read(VictimProfile victim, double times) {
    if (victim.sees(Modality.IMAGE)) {
      add(victim.branch(Modality.IMAGE), Passes.IMAGE.times(times));
    }
    if (victim.sees(Modality.TEXT)) {
      add(victim.branch(Modality.TEXT), Passes.TEXT.times(times));
    }
  }

  private void add(String branch, Passes passes) {
    byBranch.merge(branch, passes, Passes::plus);
  }
}
