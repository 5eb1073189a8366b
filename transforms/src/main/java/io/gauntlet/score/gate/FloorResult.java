package io.gauntlet.score.gate;

import com.google.common.base.Preconditions;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.policy.ComparedMetric;
import io.gauntlet.score.stats.Estimate;
import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A floor of the policy and the figure of one cell.
 *
 * @param key the cell
 * @param slice the MeSH term that its studies have; null for all studies
 * @param metric what has the floor
 * @param floor in [0, 1]
 * @param value the candidate's figure with its 95 % interval
 * @param status whether the floor is met
 */
public record FloorResult(
    CellKey key,
    @Nullable String slice,
    ComparedMetric metric,
    double floor,
    Estimate value,
    Status status)
    implements Serializable {

  /** Why it is not met; what is met has no cause. */
  public Cause cause() {
    Preconditions.checkState(status != Status.MET, "the floor of %s is met", key);
    return Cause.of(
            status == Status.MISSED ? Cause.Code.BELOW_FLOOR : Cause.Code.FLOOR_OPEN,
            new PairKey(key, slice),
            metric)
        .with("value", value.value())
        .with("low", value.low())
        .with("high", value.high())
        .with("floor", floor);
  }

  /** Whether a floor is met. */
  public enum Status {
    /** The whole interval is above it. */
    MET,
    /** The whole interval is below it. */
    MISSED,
    /** It is within the interval. */
    OPEN
  }
}
