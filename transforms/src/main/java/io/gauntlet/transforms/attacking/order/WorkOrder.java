package io.gauntlet.transforms.attacking.order;

import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Cell;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.score.policy.GatePolicy;
import java.io.Serializable;
import java.util.List;
import java.util.function.Predicate;
import org.apache.beam.sdk.transforms.display.HasDisplayData;

/** In which order a plan of attack is done, and what of it may be left out. */
public interface WorkOrder extends Serializable, HasDisplayData {

  /** Portions that there may be, at least 1. */
  int most();

  /**
   * The portions of a plan, which are done one after the other.
   *
   * @return at least one and at most {@link #most}
   */
  List<AttackPlan> portions(AttackPlan plan, AttackCosts costs);

  /** The cells by which a run is decided: those of the standard policy unless there is another. */
  default Predicate<Cell> primaries(List<VictimProfile> victims) {
    return new PrimaryCells(GatePolicy.standard(), victims);
  }

  /** After which no portion but the first is begun. */
  Deadline deadline();

  /** What lines of the log, and the times of the run, call a portion. */
  String stage(int portion);
}
