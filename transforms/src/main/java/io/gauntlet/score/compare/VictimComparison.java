package io.gauntlet.score.compare;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.policy.ComparedMetric;
import java.io.Serializable;

/**
 * Victims of one run held against each other.
 *
 * @param metric that is compared
 * @param family over which the tests are corrected
 * @param alpha greatest probability that any two of a family that are equal are told apart
 * @param attacks the clean studies first; only those under which there are two victims or more
 * @param slips what was asked for and is not in the run; without any, all was compared
 */
public record VictimComparison(
    ComparedMetric metric,
    ComparedVictims.Family family,
    double alpha,
    ImmutableList<AttackRanking> attacks,
    ImmutableList<Slip> slips)
    implements Serializable {

  /**
   * A name that is not in the run.
   *
   * @param option that it was given to, without dashes
   * @param written the name, or a pattern
   * @param known the names that there are
   */
  public record Slip(String option, String written, ImmutableList<String> known)
      implements Serializable {}
}
