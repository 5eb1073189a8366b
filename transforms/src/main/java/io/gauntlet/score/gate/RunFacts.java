package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a verdict must know of a run beside its outcomes.
 *
 * @param folder of the run; null where unknown
 * @param dataDigest of the tables that the studies came from; null where unknown
 * @param seed of its attacks, as it was written; null where unknown
 * @param faults why it can be compared with nothing, such as a file that is not what was written
 */
public record RunFacts(
    @Nullable String folder,
    @Nullable String dataDigest,
    @Nullable String seed,
    ImmutableList<Cause> faults)
    implements Serializable {

  /** A run whose seed is not known and that has no fault. */
  public RunFacts(@Nullable String folder, @Nullable String dataDigest) {
    this(folder, dataDigest, null, ImmutableList.of());
  }

  /** A run of which nothing is known. */
  public static RunFacts unknown() {
    return new RunFacts(null, null);
  }

  /** With the seed of its attacks. */
  public RunFacts withSeed(String other) {
    return new RunFacts(folder, dataDigest, other, faults);
  }

  /** With reasons for which it can be compared with nothing. */
  public RunFacts withFaults(List<Cause> found) {
    return new RunFacts(folder, dataDigest, seed, ImmutableList.copyOf(found));
  }
}
