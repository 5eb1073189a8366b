package io.gauntlet.transforms.attacking.order;

import com.google.common.collect.ImmutableSortedSet;
import io.gauntlet.records.parts.DeadlineResult;
import io.gauntlet.records.parts.DeadlineResult.Primaries;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a portion of the plan is attacked, and what was known when that was decided.
 *
 * @param decision about the portion
 * @param began when it was decided
 * @param pace of the portions before
 * @param result for a deadline, with all cells that were left out so far
 */
public record PortionTurn(Decision decision, Instant began, Pace pace, DeadlineResult result)
    implements Serializable {

  /** What is decided about a portion. */
  public enum Decision {
    /** It is attacked. */
    ATTACK,
    /** There is no time for it, or it is empty. */
    LEAVE_OUT
  }

  /**
   * How fast attacks go, on all workers together.
   *
   * @param clock seconds that passed
   * @param model seconds that the same work was to take on one thread
   */
  public record Pace(double clock, double model) implements Serializable {
    /**
     * Seconds of work that are taken to have gone as on one thread before any was measured: what
     * was measured of little work is mostly the opening of models, and counts for little.
     */
    private static final double BEFORE = 60;

    /** Nothing was done yet. */
    public static final Pace UNKNOWN = new Pace(0, 0);

    /** With more work that was done. */
    public Pace and(Duration passed, double work) {
      return work > 0 ? new Pace(clock + passed.toNanos() / 1e9, model + work) : this;
    }

    /**
     * Seconds on the clock that work will take.
     *
     * @param work seconds that it is to take on one thread, which it takes where nothing is known
     */
    public double expected(double work) {
      return work * (BEFORE + clock) / (BEFORE + model);
    }
  }

  /** The turn of what comes first, which is never left out. */
  public static PortionTurn first(Instant now, String deadline) {
    return new PortionTurn(
        Decision.ATTACK,
        now,
        Pace.UNKNOWN,
        new DeadlineResult(deadline, Primaries.IN_TIME, ImmutableSortedSet.of()));
  }
}
