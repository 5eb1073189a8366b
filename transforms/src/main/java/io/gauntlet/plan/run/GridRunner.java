package io.gauntlet.plan.run;

import ai.djl.ndarray.NDManager;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.model.Victim;
import io.gauntlet.model.nn.Gradients;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.VictimProfile;
import io.gauntlet.plan.cost.AttackCosts;
import java.util.Map;

/** Does what a plan says, on one batch of studies at a time. */
public final class GridRunner {
  private final Map<String, Victim> victims;
  private final AttackPlan plan;
  private final long seed;
  private final KeptStudies kept;
  private final AttackCatalogue attacks = AttackCatalogue.load();

  /**
   * Prepares a plan. Its attacks are made with the context class loader of this process.
   *
   * @param victims those of the plan, by name
   * @param seed of the run
   * @param kept the studies whose outcomes keep their images and captions
   */
  public GridRunner(Map<String, Victim> victims, AttackPlan plan, long seed, KeptStudies kept) {
    this.victims = victims;
    this.plan = plan;
    this.seed = seed;
    this.kept = kept;
  }

  /**
   * Prepares a grid.
   *
   * @param victims by name, in the order in which they are attacked
   * @param seed of the run
   * @param kept the studies whose outcomes keep their images and captions
   */
  public GridRunner(Map<String, Victim> victims, AttackGrid grid, long seed, KeptStudies kept) {
    this(victims, AttackPlan.of(VictimProfile.of(victims), grid, AttackCosts.usual()), seed, kept);
  }

  /** One outcome for each study and cell of the plan, and what they cost. */
  public AttackedBatch run(NDManager parent, StudyBatch batch) {
    try (NDManager manager = parent.newSubManager()) {
      return Gradients.without(
          () ->
              new GridRun(new Workbench(manager, batch, victims, attacks, seed), kept)
                  .run(plan.steps()));
    }
  }
}
