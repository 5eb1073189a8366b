package io.gauntlet.score.gate;

import io.gauntlet.score.pair.PairKey;
import io.gauntlet.score.policy.ComparedMetric;

/**
 * A primary comparison of the policy in one cell that is there.
 *
 * @param key of the studies
 * @param metric that is compared
 * @param margin largest drop that one could accept
 */
record Target(PairKey key, ComparedMetric metric, double margin) {
  Cause cause(Cause.Code code) {
    return Cause.of(code, key, metric);
  }
}
