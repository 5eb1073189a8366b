package io.gauntlet.transforms.attacking.order;

import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.cost.AttackCosts;
import java.util.List;
import org.apache.beam.sdk.transforms.display.DisplayData;

/** All of a plan is one portion: what cells share is computed once. */
public record AtOnce() implements WorkOrder {

  @Override
  public int most() {
    return 1;
  }

  @Override
  public List<AttackPlan> portions(AttackPlan plan, AttackCosts costs) {
    return List.of(plan);
  }

  @Override
  public Deadline deadline() {
    return Deadline.NONE;
  }

  @Override
  public String stage(int portion) {
    return "attack";
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {}
}
