package io.gauntlet.score.diff;

import io.gauntlet.schema.Outcome;
import java.io.Serializable;

/**
 * What two runs said of one study in one cell.
 *
 * @param uid of the study
 * @param label its class
 * @param replica seed of the victim; null where there is one
 * @param baseline what the one run said
 * @param candidate what the other said
 */
public record SidedStudy(String uid, String label, Long replica, Side baseline, Side candidate)
    implements Serializable {

  /**
   * Two valid outcomes of the same study, victim and attack.
   *
   * @param before of the baseline
   * @param after of the candidate
   */
  public static SidedStudy of(Outcome before, Outcome after) {
    return new SidedStudy(
        after.getUid(), after.getLabel(), after.getReplica(), Side.of(before), Side.of(after));
  }

  /** Whether the baseline was right and the candidate is not. */
  public boolean isLost() {
    return baseline.right() && !candidate.right();
  }

  /** Whether the candidate is right and the baseline was not. */
  public boolean isGained() {
    return !baseline.right() && candidate.right();
  }

  /** How much the margin grew; below 0 where the candidate is nearer to an error, or further in. */
  public double change() {
    return candidate.margin() - baseline.margin();
  }
}
