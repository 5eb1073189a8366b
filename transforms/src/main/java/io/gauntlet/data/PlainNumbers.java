package io.gauntlet.data;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Numbers as people write them, in the digits 0 to 9: {@code 12}, {@code -0.5}, {@code 1e-4}. What
 * only Java takes for a number is none here: {@code NaN}, {@code 0x1p-3}, {@code 0.5f}, digits of
 * other scripts, and what is too large for the type.
 */
public final class PlainNumbers {
  private static final Pattern REAL =
      Pattern.compile(
          "[-+]?([0-9]{1,400}(\\.[0-9]{0,400})?|\\.[0-9]{1,400})([eE][-+]?[0-9]{1,9})?");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");

  private PlainNumbers() {}

  /** A finite number; empty where the text is none. */
  public static OptionalDouble real(String text) {
    if (!isReal(text)) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(text);
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  /** A finite number, also written as a fraction such as {@code 8/255}; empty where it is none. */
  public static OptionalDouble fraction(String text) {
    List<String> parts = Splitter.on('/').limit(2).splitToList(text);
    OptionalDouble above = real(parts.get(0));
    OptionalDouble below = parts.size() == 1 ? OptionalDouble.of(1) : real(parts.get(1));
    if (above.isEmpty() || below.isEmpty() || below.getAsDouble() == 0) {
      return OptionalDouble.empty();
    }
    double number = above.getAsDouble() / below.getAsDouble();
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  /** A whole number in a range; empty where the text is none, or outside of it. */
  public static OptionalLong whole(String text, long least, long most) {
    if (!isWhole(text)) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(text);
      return number < least || number > most ? OptionalLong.empty() : OptionalLong.of(number);
    } catch (NumberFormatException tooLarge) {
      return OptionalLong.empty();
    }
  }

  /** Whether a text is a number of any size. */
  public static boolean isReal(String text) {
    return REAL.matcher(text).matches();
  }

  /** Whether a text is a whole number of any size. */
  public static boolean isWhole(String text) {
    return WHOLE.matcher(text).matches();
  }
}
