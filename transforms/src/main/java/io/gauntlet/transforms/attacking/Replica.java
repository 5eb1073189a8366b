package io.gauntlet.transforms.attacking;

import io.gauntlet.model.Victim;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Omitted;
import io.gauntlet.transforms.io.SharedModels;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The victims that were trained with one seed, and what is done to them.
 *
 * @param seed that names the replica; empty where there is one of each victim
 * @param lease the open victims
 * @param omitted attacks that a victim does not allow
 * @param shards of the plan, which share nothing expensive
 */
record Replica(
    Optional<Long> seed, SharedModels.Lease lease, List<Omitted> omitted, List<AttackPlan> shards) {

  /** The victims, by name. */
  Map<String, Victim> victims() {
    return lease.victims();
  }
}
