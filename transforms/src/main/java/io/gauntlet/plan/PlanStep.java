package io.gauntlet.plan;

import com.google.common.collect.ImmutableList;
import io.gauntlet.plan.cost.Passes;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node of a plan in its place.
 *
 * @param node the work
 * @param needs what must be done before, all of it earlier in the plan
 * @param branch the classifier whose encoder is passed through, by name; empty where none is
 * @param passes what it costs a study, once what it needs is there
 */
public record PlanStep(
    PlanNode node, ImmutableList<PlanNode> needs, Optional<String> branch, Passes passes) {

  /** What cells that need this step should be kept together for, where it is expensive. */
  Stream<Object> ties() {
    return node.ties(branch);
  }
}
