package io.gauntlet.report.table;

import io.gauntlet.score.stats.Estimate;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as people read them; {@code -} where there is none. */
public final class Figures {
  public static final String MISSING = "-";

  /** What rounds to zero from below is zero. */
  private static final Pattern MINUS_ZERO = Pattern.compile("^-(0(?:\\.0*)?(?:e[+-]?0+)?%?)$");

  private Figures() {}

  /** A fraction as a percentage with two decimals, as the paper prints them. */
  public static String percent(double fraction) {
    return twoDecimals(100 * fraction);
  }

  /** A fraction as a percentage with one decimal and its sign, for running text. */
  public static String share(double fraction) {
    return Double.isNaN(fraction) ? MISSING : format("%.1f%%", 100 * fraction);
  }

  /** A difference of fractions in percentage points, with its sign. */
  public static String points(double difference) {
    return Double.isNaN(difference) ? MISSING : signed(100 * difference);
  }

  /** The 95 % interval of a fraction in percent; empty where there is none. */
  public static String interval(Estimate estimate) {
    return estimate.hasInterval()
        ? format("%.1f", 100 * estimate.low()) + "–" + format("%.1f", 100 * estimate.high())
        : "";
  }

  /** The 95 % interval of a difference in percentage points; empty where there is none. */
  public static String pointsInterval(Estimate estimate) {
    return estimate.hasInterval()
        ? signed(100 * estimate.low()) + " to " + signed(100 * estimate.high())
        : "";
  }

  /** With one decimal and a true minus sign. */
  public static String oneDecimal(double number) {
    return Double.isNaN(number) ? MISSING : format("%.1f", number).replace('-', '−');
  }

  public static String twoDecimals(double number) {
    return Double.isNaN(number) ? MISSING : format("%.2f", number);
  }

  /** A number of things, such as {@code 1 study}. */
  public static String count(double number, String one, String many) {
    long whole = Math.round(number);
    return whole + " " + (whole == 1 ? one : many);
  }

  /** With at most four significant digits. */
  public static String number(double number) {
    return Double.isNaN(number) ? MISSING : format("%.4g", number);
  }

  /** A probability under a hypothesis; how far below one in ten thousand it is tells nothing. */
  public static String p(double p) {
    return Double.isNaN(p) ? MISSING : p < 1e-4 ? "below 0.0001" : format("%.2g", p);
  }

  private static String signed(double number) {
    // A true minus sign is as wide as the plus, so that columns of figures stay straight.
    String text = format("%+.1f", number);
    return text.equals("0.0") || text.equals("+0.0") ? "0.0" : text.replace('-', '−');
  }

  private static String format(String pattern, double value) {
    return MINUS_ZERO.matcher(String.format(Locale.ROOT, pattern, value)).replaceFirst("$1");
  }
}
