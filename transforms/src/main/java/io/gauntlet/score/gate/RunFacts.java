package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import io.gauntlet.records.parts.Making;
import io.gauntlet.records.parts.RunFault;
import java.io.Serializable;

/**
 * What a verdict must know of a run beside its outcomes.
 *
 * @param folder of the run
 * @param dataDigest of the tables that the studies came from; null where unknown
 * @param making what the outcomes were made of
 * @param faults how the outcomes that are there are not those that the run wrote
 */
public record RunFacts(
    String folder, String dataDigest, Making making, ImmutableList<RunFault> faults)
    implements Serializable {

  /** A run of which no more is known, and in which nothing is wrong. */
  public RunFacts(String folder, String dataDigest) {
    this(folder, dataDigest, Making.UNKNOWN, ImmutableList.of());
  }

  /** A run of which nothing is known. */
  public static RunFacts unknown() {
    return new RunFacts(null, null);
  }

  /** The same run, held against its manifest. */
  public RunFacts with(Making made, ImmutableList<RunFault> wrong) {
    return new RunFacts(folder, dataDigest, made, wrong);
  }
}
