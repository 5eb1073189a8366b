package io.gauntlet.score.compare;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.policy.CellPattern;
import io.gauntlet.score.policy.ComparedMetric;
import java.io.Serializable;

/**
 * Which victims of a run are held against each other, and how.
 *
 * @param victims by name; none for all
 * @param attacks canonical, a star standing for anything, {@code none} for the clean studies
 * @param metric that has a difference with an interval
 * @param family over which the tests are corrected
 */
public record ComparedVictims(
    ImmutableList<String> victims,
    ImmutableList<String> attacks,
    ComparedMetric metric,
    Family family)
    implements Serializable {
  /** Greatest probability that any two of a family that are equal are told apart. */
  public static final double ALPHA = 0.05;

  /** Tests of which not one may err. */
  public enum Family {
    /** All pairs of victims under one attack: each ranking holds for itself. */
    ATTACK,
    /** All pairs under all attacks that are compared. */
    RUN
  }

  /** Whether a cell of a victim's own attack is compared. */
  public boolean isAsked(CellKey cell) {
    return cell.generator() == null
        && (victims.isEmpty() || victims.contains(cell.victim()))
        && isAsked(cell.attack());
  }

  private boolean isAsked(String attack) {
    return attacks.stream().anyMatch(pattern -> CellPattern.matches(pattern, attack));
  }
}
