package io.gauntlet.attack;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.Budget.Measure;
import io.gauntlet.data.KnownNames;
import io.gauntlet.data.PlainNumbers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * An option of an attack.
 *
 * @param name lower case, words joined by hyphens
 * @param kind what its values are
 * @param standard its value where a user gives none, spelled as {@link #canonical} does
 * @param choices the values there are; empty unless it is a {@link Kind#CHOICE}
 * @param meaning what it says, with its range, in a few words
 * @param printed when an attack's canonical text has it
 * @param bounds the norm of the change that its number bounds; none for other options
 */
public record AttackOption(
    String name,
    Kind kind,
    String standard,
    ImmutableList<String> choices,
    String meaning,
    Printed printed,
    Measure bounds) {
  /** How the change is measured, for an attack that can be bounded in both norms of pixels. */
  public static final AttackOption NORM =
      choice(
          "norm",
          List.of(Measure.LINF.toString(), Measure.L2.toString()),
          "how the change is measured");

  /** A bound that is none, which an attack may have as its standard. */
  static final String NO_BOUND = "Infinity";

  private static final Set<String> QUERY_BOUNDS = Set.of("max-queries", "queries");

  /** What the values of an option are. */
  public enum Kind {
    /** A real number, also written as a fraction such as 8/255. */
    NUMBER,
    /** A whole number. */
    COUNT,
    /** One of a few names. */
    CHOICE,
    /** A name, such as a victim's. */
    NAME
  }

  /** When the canonical text of an attack has an option. */
  public enum Printed {
    /** Always: what an attack may spend, and how long it works. */
    ALWAYS,
    /** Only where the value is not the standard one. */
    UNLESS_STANDARD
  }

  /** What the attack may spend: a number that its name always spells. */
  public static AttackOption budget(String name, double standard, String meaning) {
    return of(name, Kind.NUMBER, spell(standard), meaning, Printed.ALWAYS);
  }

  /** How long the attack works: a whole number that its name always spells. */
  public static AttackOption steps(String name, long standard, String meaning) {
    return of(name, Kind.COUNT, Long.toString(standard), meaning, Printed.ALWAYS);
  }

  /** A number that is spelled where it is not the standard one. */
  public static AttackOption number(String name, double standard, String meaning) {
    return of(name, Kind.NUMBER, spell(standard), meaning, Printed.UNLESS_STANDARD);
  }

  /** A whole number that is spelled where it is not the standard one. */
  public static AttackOption count(String name, long standard, String meaning) {
    return of(name, Kind.COUNT, Long.toString(standard), meaning, Printed.UNLESS_STANDARD);
  }

  /** One of a few names, the first of which is the standard one. */
  public static AttackOption choice(String name, List<String> choices, String meaning) {
    return new AttackOption(
        name,
        Kind.CHOICE,
        choices.get(0),
        ImmutableList.copyOf(choices),
        meaning,
        Printed.UNLESS_STANDARD,
        Measure.NONE);
  }

  /** A name that the attack's name always spells. */
  public static AttackOption named(String name, String standard, String meaning) {
    return of(name, Kind.NAME, standard, meaning, Printed.ALWAYS);
  }

  /** A name that is spelled where it is given; with an empty standard, which is none. */
  public static AttackOption optional(String name, String meaning) {
    return of(name, Kind.NAME, "", meaning, Printed.UNLESS_STANDARD);
  }

  private static AttackOption of(
      String name, Kind kind, String standard, String meaning, Printed printed) {
    return new AttackOption(
        name, kind, standard, ImmutableList.of(), meaning, printed, Measure.NONE);
  }

  /** The same option, whose number is the largest change in a norm. */
  public AttackOption bounding(Measure norm) {
    return new AttackOption(name, kind, standard, choices, meaning, printed, norm);
  }

  /** Whether the canonical text of an attack has it at a value. */
  boolean isPrinted(String value) {
    return printed == Printed.ALWAYS || !value.equals(standard);
  }

  /** Whether it bounds how often the attack may ask its victim, for each study. */
  public boolean boundsQueries() {
    return QUERY_BOUNDS.contains(name);
  }

  /**
   * One spelling for all ways to write a value.
   *
   * @throws IllegalArgumentException when the value is not of this kind
   */
  String canonical(String value) {
    if (value.equals(standard)) {
      return standard;
    }
    return switch (kind) {
      case NUMBER -> spell(number(value));
      case COUNT -> Integer.toString(count(value));
      case CHOICE -> {
        if (!choices.contains(value)) {
          throw new IllegalArgumentException(
              "'" + value + "' is no " + name + KnownNames.instead(value, choices));
        }
        yield value;
      }
      case NAME -> value;
    };
  }

  private static int count(String value) {
    double number = number(value);
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "'" + value + "' is not a whole number of at most " + Integer.MAX_VALUE);
    }
    return (int) number;
  }

  /**
   * Reads a number.
   *
   * @param value a decimal, or a fraction such as {@code 8/255}
   * @throws IllegalArgumentException when it is neither, or not finite
   */
  public static double number(String value) {
    return PlainNumbers.fraction(value)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + value + "' is not a number; write 0.03 or 8/255"));
  }

  private static String spell(double value) {
    if (Double.isInfinite(value)) {
      return NO_BOUND;
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
