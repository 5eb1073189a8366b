package io.gauntlet.attack;

/**
 * Refuses the value of an attack's option that is out of range, with a message that names the
 * option as a user writes it.
 */
public final class OptionRange {
  private OptionRange() {}

  /** Refuses a whole number below the least. */
  public static void atLeast(String option, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d; give at least %d".formatted(option, value, least));
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
