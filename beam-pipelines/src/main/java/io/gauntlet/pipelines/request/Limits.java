package io.gauntlet.pipelines.request;

/** Bounds on numbers that users give. */
public final class Limits {
  private Limits() {}

  /**
   * A number in a range.
   *
   * @param option as typed, with its dashes
   * @return the value
   * @throws UsageException when it is outside; names the option
   */
  public static int within(String option, int value, int least, int most) {
    if (value > most) {
      throw new UsageException(option + " is " + value + "; give at most " + most);
    }
    return atLeast(option, value, least);
  }

  /**
   * A number that has a least value.
   *
   * @param option as typed, with its dashes
   * @return the value
   * @throws UsageException when it is below; names the option
   */
  public static int atLeast(String option, int value, int least) {
    if (value < least) {
      throw new UsageException(option + " is " + value + "; give at least " + least);
    }
    return value;
  }
}
