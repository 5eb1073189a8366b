package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import java.io.Serializable;

/**
 * Whether a candidate may replace a baseline.
 *
 * @param status the decision
 * @param reasons for it, a sentence each; at least one unless passed
 * @param baseline folder of the baseline's run; null where there is none
 * @param candidate folder of the candidate's run
 * @param alpha greatest probability of failing a candidate that is no worse, over all cells
 * @param tolerance smallest drop that matters, in {@code [0, 1]}
 * @param cells every comparison that was made, sorted by key, slice and metric
 */
public record Verdict(
    Status status,
    ImmutableList<String> reasons,
    String baseline,
    String candidate,
    double alpha,
    double tolerance,
    ImmutableList<CellVerdict> cells)
    implements Serializable {

  /** What was decided. */
  public enum Status {
    /** Nothing that matters got worse beyond chance. */
    PASS(0),
    /** Something did, or is below its floor, or is missing. */
    FAIL(1),
    /** There is nothing to compare with. */
    NO_BASELINE(2),
    /** The two runs differ in data or in attacks. */
    NOT_COMPARABLE(2);

    private final int exitStatus;

    Status(int exitStatus) {
      this.exitStatus = exitStatus;
    }

    /** Of the command: 0 passed, 1 failed, 2 could not decide. */
    public int exitStatus() {
      return exitStatus;
    }
  }
}
