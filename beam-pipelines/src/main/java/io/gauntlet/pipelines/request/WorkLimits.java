package io.gauntlet.pipelines.request;

import io.gauntlet.score.policy.GatePolicy;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How much of the work is done, and what of it first.
 *
 * @param sample so many studies are attacked, at least 1; empty for all
 * @param policy whose cells come first; empty where none was given
 * @param deadline after which no other cell is begun; empty for none
 */
public record WorkLimits(
    OptionalInt sample, Optional<GatePolicy> policy, Optional<TimeLimit> deadline) {
  public WorkLimits {
    sample.ifPresent(studies -> Limits.atLeast("--sample", studies, 1));
  }

  /** Whether some cells come before others. */
  public boolean isOrdered() {
    return policy.isPresent() || deadline.isPresent();
  }

  /** With the policy by which a night is decided. */
  WorkLimits with(GatePolicy decisive) {
    return new WorkLimits(sample, Optional.of(decisive), deadline);
  }
}
