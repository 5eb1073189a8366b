package io.gauntlet.transforms.attacking;

import io.gauntlet.model.Victim;
import io.gauntlet.plan.AttackPlan;
import io.gauntlet.plan.Omitted;
import io.gauntlet.plan.cost.AttackCosts;
import io.gauntlet.records.parts.PartCell;
import io.gauntlet.transforms.process.SharedModels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The victims that were trained with one seed, and what is done to them.
 *
 * @param seed that names the replica; empty where there is one of each victim
 * @param lease the open victims
 * @param omitted attacks that a victim does not allow
 * @param portions of the plan, in their order
 */
record Replica(
    Optional<Long> seed,
    SharedModels.Lease lease,
    List<Omitted> omitted,
    List<AttackPlan> portions) {

  /**
   * The shards of a portion, which share nothing expensive; none of a portion that is not there.
   *
   * @param most shards there may be
   */
  List<AttackPlan> shards(int portion, int most, AttackCosts costs) {
    return portion < portions.size() ? portions.get(portion).shards(most, costs) : List.of();
  }

  /** The cells of a portion as a manifest names them. */
  Stream<PartCell> cells(int portion) {
    return portions.stream()
        .skip(portion)
        .limit(1)
        .flatMap(plan -> plan.cells().stream())
        .map(
            cell ->
                new PartCell(
                    cell.victim(),
                    cell.attack().toString(),
                    cell.generator().orElse(null),
                    seed.orElse(null)));
  }

  /** What stands before the studies where work on them failed; nothing without replicas. */
  String describe() {
    return seed.map(number -> "seed " + number + ", ").orElse("");
  }

  /** The victims, by name. */
  Map<String, Victim> victims() {
    return lease.victims();
  }
}
