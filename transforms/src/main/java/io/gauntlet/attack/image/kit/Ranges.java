package io.gauntlet.attack.image.kit;

/** What the options of several attacks may be. */
public final class Ranges {
  private Ranges() {}

  public static void steps(int steps) {
    atLeast("steps", steps, 1);
  }

  public static void travel(double travel) {
    above("travel", travel, 0);
  }

  public static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d; give at least %d".formatted(option, value, least));
    }
  }

  public static void above(String option, double value, double bound) {
    if (!(value > bound) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s is %s; give a number above %s".formatted(option, value, bound));
    }
  }

  public static void within(String option, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s is %s; give a number in [%s, %s]".formatted(option, value, least, most));
    }
  }
}
