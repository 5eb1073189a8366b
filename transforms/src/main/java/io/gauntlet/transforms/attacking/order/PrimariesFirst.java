package io.gauntlet.transforms.attacking.order;

import io.gauntlet.attack.spec.VictimProfile;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Cell;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.score.policy.GatePolicy;
import java.util.List;
import java.util.function.Predicate;
import org.apache.beam.sdk.transforms.display.DisplayData;

/**
 * The cells that a policy decides by come first, over all studies, so that its verdict is known
 * before the rest is attacked. The rest is cut into portions, so that some of them can be left out
 * for a deadline.
 *
 * @param policy of the gate
 * @param deadline after which no portion is begun but the first
 */
public record PrimariesFirst(GatePolicy policy, Deadline deadline) implements WorkOrder {
  /**
   * Enough that a deadline leaves out an eighth too much at most; each takes a step of the graph.
   */
  private static final int OTHERS = 8;

  @Override
  public int most() {
    return 1 + OTHERS;
  }

  @Override
  public List<AttackPlan> portions(AttackPlan plan, AttackCosts costs) {
    return plan.portions(primaries(plan.victims()), OTHERS, costs);
  }

  @Override
  public Predicate<Cell> primaries(List<VictimProfile> victims) {
    return new PrimaryCells(policy, victims);
  }

  @Override
  public String stage(int portion) {
    return portion == 0 ? "attack primaries" : "attack others " + portion;
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(
            DisplayData.item("first", policy.toString()).withLabel("Policy whose cells come first"))
        .add(DisplayData.item("deadline", deadline.text()).withLabel("Deadline"));
  }
}
