package io.gauntlet.attack.image.kit;

/** Refuses option values that are out of range, with a message that names the option. */
public final class Ranges {
  private Ranges() {}

  /** Refuses fewer than one step. */
  public static void steps(int steps) {
    atLeast("steps", steps, 1);
  }

  /** Refuses a travel that is not above 0. */
  public static void travel(double travel) {
    above("travel", travel, 0);
  }

  /** Refuses a whole number below the least. */
  public static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %s; give at least %s".formatted(option, value, least));
    }
  }

  /** Refuses a number that is not above a bound, or not finite. */
  public static void above(String option, double value, double bound) {
    if (!(value > bound) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s is %s; give a number above %s".formatted(option, value, bound));
    }
  }

  /** Refuses a number outside an interval, whose ends belong to it. */
  public static void within(String option, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s is %s; give a number in [%s, %s]".formatted(option, value, least, most));
    }
  }
}
