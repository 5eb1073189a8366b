package io.gauntlet.attack.image.kit;

import io.gauntlet.attack.AttackOption;
import io.gauntlet.attack.Budget;

/**
 * How far an attack that searches for the nearest change may go. Its outcomes tell the distance
 * that it needed; what lies farther than the bound does not count, and the study stays clean.
 *
 * @param norm how the distance is measured
 * @param bound the largest that counts, above 0; infinite for any
 */
public record Distance(Norm norm, double bound) {
  /** What bounds an attack in the Euclidean norm. */
  public static final String LENGTH = "length of the change";

  /** The largest distance that counts, in the maximum norm. */
  public static final AttackOption LINF =
      option("largest change of a pixel that counts").bounding(Budget.Measure.LINF);

  /** The largest distance that counts, in the Euclidean norm. */
  public static final AttackOption L2 =
      option("length of the change that counts").bounding(Budget.Measure.L2);

  /** Rounding may put a point of the sphere just outside. */
  private static final double ROUNDING = 1 + 1e-5;

  /** Refuses a bound of 0, which nothing meets. */
  public Distance {
    if (!(bound > 0)) {
      throw new IllegalArgumentException(
          "epsilon is " + bound + "; give a distance above 0, or leave it out for any");
    }
  }

  private static AttackOption option(String meaning) {
    return AttackOption.number(
        "epsilon", Double.POSITIVE_INFINITY, meaning + "; beyond it a study stays clean");
  }

  boolean isBounded() {
    return bound < Double.POSITIVE_INFINITY;
  }

  boolean allows(double distance) {
    return distance <= bound * ROUNDING;
  }
}
