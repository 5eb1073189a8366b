package io.gauntlet.pipelines.request;

import com.google.common.base.Ascii;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * A time that a run may take.
 *
 * @param text as it was typed
 * @param duration above zero
 */
public record TimeLimit(String text, Duration duration) {
  private static final Pattern SHORT =
      Pattern.compile("(?=\\d)(?<days>\\d{1,4}D)?(?<rest>(\\d{1,6}H)?(\\d{1,8}M)?(\\d{1,9}S)?)");

  /**
   * Reads {@code 6h}, {@code 90m}, {@code 1d12h} or {@code 45s}, or a duration of ISO 8601 such as
   * {@code PT1H30M}.
   *
   * @param option with its dashes
   * @throws UsageException when it is none, or not above zero
   */
  public static TimeLimit parse(String option, String text) {
    try {
      Duration duration = Duration.parse(iso(Ascii.toUpperCase(text.strip())));
      if (duration.isZero() || duration.isNegative()) {
        throw new UsageException(
            option + "=" + text + ": give a time above zero, such as 6h or 90m");
      }
      return new TimeLimit(text.strip(), duration);
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new UsageException(
          option + "=" + text + ": give a time such as 6h, 90m, 1h30m or PT1H30M", e);
    }
  }

  private static String iso(String text) {
    var shortly = SHORT.matcher(text);
    if (!shortly.matches()) {
      return text;
    }
    String days = shortly.group("days") == null ? "" : shortly.group("days");
    return "P" + days + (shortly.group("rest").isEmpty() ? "" : "T" + shortly.group("rest"));
  }
}
