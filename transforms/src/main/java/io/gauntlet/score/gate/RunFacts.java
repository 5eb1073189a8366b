package io.gauntlet.score.gate;

import java.io.Serializable;

/**
 * What a verdict must know of a run beside its outcomes.
 *
 * @param folder of the run
 * @param dataDigest of the tables that the studies came from; null where unknown
 */
public record RunFacts(String folder, String dataDigest) implements Serializable {

  /** A run of which nothing is known. */
  public static RunFacts unknown() {
    return new RunFacts(null, null);
  }
}
