package io.gauntlet.plan.run;

import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.model.Victim;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.plan.run.Workbench.Draws;
import io.gauntlet.schema.Outcome;
import java.util.List;
import java.util.Map;

/** Plans and grids run on one batch, with seed 1. */
public final class GridRuns {
  private static final AttackCatalogue ATTACKS = AttackCatalogue.load();

  private GridRuns() {}

  /** The outcomes of a grid. */
  public static List<Outcome> run(
      NDManager manager, StudyBatch batch, Map<String, Victim> victims, AttackGrid grid) {
    return run(manager, batch, victims, plan(victims, grid));
  }

  /** The plan of a grid. */
  public static AttackPlan plan(Map<String, Victim> victims, AttackGrid grid) {
    return AttackPlan.of(VictimProfile.of(victims), grid, AttackCosts.usual(ATTACKS));
  }

  /** The outcomes of a plan. */
  public static List<Outcome> run(
      NDManager manager, StudyBatch batch, Map<String, Victim> victims, AttackPlan plan) {
    return run(manager, batch, victims, plan, KeptStudies.NONE);
  }

  /** The outcomes of a plan, of which some keep their images and captions. */
  static List<Outcome> run(
      NDManager manager,
      StudyBatch batch,
      Map<String, Victim> victims,
      AttackPlan plan,
      KeptStudies kept) {
    try (Workbench bench = new Workbench(manager, batch, victims, ATTACKS, Draws.of(1))) {
      return new GridRun(bench, kept).run(plan).outcomes();
    }
  }
}
