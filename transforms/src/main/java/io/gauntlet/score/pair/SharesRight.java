package io.gauntlet.score.pair;

import java.io.Serializable;
import java.util.Comparator;

/**
 * How many replicas of either run are right on a study; a run without the study has none.
 *
 * @param abnormal the study's label
 * @param reference replicas of the reference that are right
 * @param ofReference all of them
 * @param candidate replicas of the candidate that are right
 * @param ofCandidate all of them
 */
record SharesRight(boolean abnormal, int reference, int ofReference, int candidate, int ofCandidate)
    implements Comparable<SharesRight>, Serializable {
  private static final Comparator<SharesRight> ORDER =
      Comparator.comparing(SharesRight::abnormal)
          .thenComparing(SharesRight::ofReference)
          .thenComparing(SharesRight::reference)
          .thenComparing(SharesRight::ofCandidate)
          .thenComparing(SharesRight::candidate);

  /** Of a pair; who gave no answer counts as right for the reference, wrong for the candidate. */
  static SharesRight of(StudyPair pair) {
    return new SharesRight(
        pair.isAbnormal(),
        pair.reference().rightAtBest(),
        pair.reference().byReplica().size(),
        pair.candidate().right(),
        pair.candidate().byReplica().size());
  }

  boolean isPaired() {
    return ofReference > 0 && ofCandidate > 0;
  }

  /** The reference's share less the candidate's. */
  double drop() {
    // Of one fraction, so that equal shares of other numbers of replicas are equal.
    return (double) ((long) reference * ofCandidate - (long) candidate * ofReference)
        / ((long) ofReference * ofCandidate);
  }

  @Override
  public int compareTo(SharesRight other) {
    return ORDER.compare(this, other);
  }
}
