package io.gauntlet.plan;

import io.gauntlet.plan.cost.Passes;
import java.util.List;

/**
 * A node of a plan in its place.
 *
 * @param node the work
 * @param needs what must be done before, all of it earlier in the plan
 * @param branch the classifier whose encoder is passed through, by name; null where none is
 * @param passes what it costs a study, once what it needs is there
 */
public record PlanStep(PlanNode node, List<PlanNode> needs, String branch, Passes passes) {

  /** Copies what could change. */
  public PlanStep {
    needs = List.copyOf(needs);
  }
}
