package io.gauntlet.score.gate;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.tally.Decision;
import java.io.Serializable;
import java.util.List;

/**
 * What two runs said of one study in one cell.
 *
 * @param uid of the study
 * @param baseline the baseline's decisions, one for each replica; none where it lacks the study
 * @param candidate the candidate's decisions, likewise
 */
public record StudyPair(
    String uid, ImmutableList<Decision> baseline, ImmutableList<Decision> candidate)
    implements Serializable {

  /** Whether both runs have the study. */
  boolean isPaired() {
    return !baseline.isEmpty() && !candidate.isEmpty();
  }

  /** Sign of the candidate's share of right replicas less the baseline's. */
  int change() {
    // Cross-multiplied, so that equal shares of other numbers of replicas are equal.
    return Long.compare(right(candidate) * baseline.size(), right(baseline) * candidate.size());
  }

  private static long right(List<Decision> decisions) {
    return decisions.stream().filter(Decision::isRight).count();
  }
}
