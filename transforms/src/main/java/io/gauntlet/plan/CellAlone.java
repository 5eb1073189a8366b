package io.gauntlet.plan;

import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.cost.Passes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What cells cost each on its own, when victims are functions of pictures and words that are read
 * whole at every query: what a tool does that knows nothing of branches. Gradients go back through
 * the attacked branch alone even so.
 */
public final class CellAlone {
  private final Map<String, VictimProfile> victims = new TreeMap<>();
  private final AttackCosts costs;
  private final Map<String, Passes> byBranch = new TreeMap<>();

  public CellAlone(List<VictimProfile> victims, AttackCosts costs) {
    victims.forEach(victim -> this.victims.put(victim.name(), victim));
    this.costs = costs;
  }

  /** Passes a study by the classifier whose encoders they go through. */
  public Map<String, Passes> byBranch() {
    return byBranch;
  }

  public void add(Cell cell) {
    VictimProfile victim = victims.get(cell.victim());
    read(victim, 1);
    Set<Object> made = new HashSet<>();
    for (Candidate candidate : cell.candidates()) {
      make(candidate.pictures(), made);
      make(candidate.captions(), made);
      if (candidate.pictures() instanceof Pictures.Made
          || candidate.captions() instanceof Captions.Made) {
        read(victim, 1);
      }
    }
  }

  private void make(Pictures pictures, Set<Object> counted) {
    if (pictures instanceof Pictures.Made made && counted.add(made)) {
      make(made.captions(), counted);
      if (made.victim() != null) {
        VictimProfile victim = victims.get(made.victim());
        Passes own = costs.pictures(made.attack());
        read(victim, own.imageForward());
        add(victim.imageBranch(), new Passes(0, own.imageBackward(), 0, 0));
      }
    }
  }

  private void make(Captions captions, Set<Object> counted) {
    if (captions instanceof Captions.Made made && counted.add(made)) {
      make(made.pictures(), counted);
      if (made.victim() != null) {
        VictimProfile victim = victims.get(made.victim());
        Passes own = costs.captions(made.attack());
        read(victim, own.textForward());
        add(victim.textBranch(), new Passes(0, 0, 0, own.textBackward()));
      }
    }
  }

  private void read(VictimProfile victim, double times) {
    if (victim.seesPictures()) {
      add(victim.imageBranch(), Passes.IMAGE.times(times));
    }
    if (victim.seesWords()) {
      add(victim.textBranch(), Passes.TEXT.times(times));
    }
  }

  private void add(String branch, Passes passes) {
    byBranch.merge(branch, passes, Passes::plus);
  }
}
