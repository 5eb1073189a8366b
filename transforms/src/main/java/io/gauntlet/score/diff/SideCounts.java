package io.gauntlet.score.diff;

import java.io.Serializable;

/**
 * How many studies changed sides.
 *
 * @param studies that both runs answered, once for each replica
 * @param lost those of which the baseline alone was right
 * @param gained those of which the candidate alone is right
 */
public record SideCounts(long studies, long lost, long gained) implements Serializable {
  /** Of no study. */
  public static final SideCounts NONE = new SideCounts(0, 0, 0);

  /** Both together. */
  public SideCounts and(SideCounts other) {
    return new SideCounts(studies + other.studies, lost + other.lost, gained + other.gained);
  }

  /** The share of the studies that was lost, less that gained. */
  public double netLoss() {
    return studies == 0 ? 0 : (double) (lost - gained) / studies;
  }
}
