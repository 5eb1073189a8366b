package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.gate.FloorResult.Status;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.pair.PairTally;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.policy.Floor;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.Primary;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Proportion;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/**
 * The figures that a candidate must reach, whatever the reference has: missed where the whole 95 %
 * interval is below the floor, met where it is above it.
 *
 * @param policy with its floors
 * @param cells of either run
 */
record Floors(GatePolicy policy, SortedMap<PairKey, PairTally> cells) {

  /** Each floor in each cell that it means. */
  ImmutableList<FloorResult> results() {
    return policy.floors().stream()
        .flatMap(floor -> meant(floor).stream().map(key -> result(floor, key, cells.get(key))))
        .collect(ImmutableList.toImmutableList());
  }

  private List<PairKey> meant(Floor floor) {
    return cells.keySet().stream()
        .filter(key -> floor.cell().matches(key.cell()))
        .filter(key -> Objects.equals(floor.slice(), key.slice()))
        .filter(key -> !floor.cell().isOfManyAttacks() || !cells.get(key).traits().mayChangeLabel())
        .filter(key -> !Primary.isSuite(key.cell()) || floor.cell().attack().equals(Primary.SUITE))
        .toList();
  }

  private static FloorResult result(Floor floor, PairKey key, PairTally tally) {
    Estimate value = figure(floor.metric(), perSeed(tally));
    Status status =
        value.low() >= floor.least()
            ? Status.MET
            : !tally.hasCandidate() || value.high() < floor.least() ? Status.MISSED : Status.OPEN;
    return new FloorResult(key.cell(), key.slice(), floor.metric(), floor.least(), value, status);
  }

  /** Decisions of the mean seed: intervals count studies, never studies times seeds. */
  private static ConfusionMatrix perSeed(PairTally tally) {
    ConfusionMatrix all = tally.wholeCandidate();
    int seeds = Math.max(1, tally.candidateSeeds());
    return new ConfusionMatrix(
        Math.round((double) all.truePositives() / seeds),
        Math.round((double) all.falsePositives() / seeds),
        Math.round((double) all.trueNegatives() / seeds),
        Math.round((double) all.falseNegatives() / seeds));
  }

  private static Estimate figure(ComparedMetric metric, ConfusionMatrix decisions) {
    return Proportion.metrics(decisions, 0, 0).getOrDefault(metric.metric(), Estimate.UNKNOWN);
  }
}
