package io.gauntlet.pipelines.request;

import com.google.common.primitives.Primitives;
import io.gauntlet.data.PlainNumbers;
import java.util.Locale;
import java.util.Set;

/** Values of options as typed, looked at before a library reads them in its own way. */
public final class OptionValues {
  private static final Set<String> TRUTHS = Set.of("true", "false");

  private OptionValues() {}

  /**
   * Checks that a value is what a Java type takes; types other than numbers and truths take any.
   *
   * @param option with its dashes
   * @param value as typed; empty where none was
   * @throws UsageException when it is something else
   */
  public static void check(String option, Class<?> boxedOrNot, String value) {
    Class<?> type = Primitives.unwrap(boxedOrNot);
    if (type == int.class) {
      checkWhole(option, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type == long.class) {
      checkWhole(option, value, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type == double.class || type == float.class) {
      checkReal(option, value);
    } else if (type == boolean.class
        && !value.isEmpty()
        && !TRUTHS.contains(value.toLowerCase(Locale.ROOT))) {
      throw new UsageException(option + "=" + value + ": give true or false");
    }
  }

  private static void checkWhole(String option, String value, long least, long most) {
    if (PlainNumbers.whole(value, least, most).isEmpty()) {
      throw new UsageException(
          typed(option, value)
              + (PlainNumbers.isWhole(value)
                  ? value.startsWith("-")
                      ? ": give a whole number of at least " + least
                      : ": give a whole number of at most " + most
                  : ": give a whole number"));
    }
  }

  private static void checkReal(String option, String value) {
    if (PlainNumbers.real(value).isEmpty()) {
      throw new UsageException(
          typed(option, value)
              + (PlainNumbers.isReal(value)
                  ? ": it is too large; give a smaller number"
                  : ": give a number"));
    }
  }

  private static String typed(String option, String value) {
    return value.isEmpty() ? option : option + "=" + value;
  }
}
