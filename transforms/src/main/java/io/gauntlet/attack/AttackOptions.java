package io.gauntlet.attack;

import com.google.common.collect.ImmutableSortedMap;
import io.gauntlet.data.KnownNames;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A value for every option of an attack. Immutable; equal values are equal however written. */
public final class AttackOptions implements Serializable {
  private static final long serialVersionUID = 1;

  private final ImmutableSortedMap<String, String> values;
  private final ImmutableSortedMap<String, String> printed;

  private AttackOptions(SortedMap<String, String> values, SortedMap<String, String> printed) {
    this.values = ImmutableSortedMap.copyOfSorted(values);
    this.printed = ImmutableSortedMap.copyOfSorted(printed);
  }

  /**
   * Reads options as users write them.
   *
   * @param options what the attack has
   * @param given values by name
   * @throws IllegalArgumentException when there is no such option, or a value is not of its kind
   */
  public static AttackOptions of(List<AttackOption> options, Map<String, String> given) {
    SortedMap<String, String> rest = new TreeMap<>(given);
    SortedMap<String, String> values = new TreeMap<>();
    SortedMap<String, String> printed = new TreeMap<>();
    for (AttackOption option : options) {
      String written = rest.remove(option.name());
      String value = written == null ? option.standard() : option.canonical(written);
      values.put(option.name(), value);
      if (option.isPrinted(value)) {
        printed.put(option.name(), value);
      }
    }
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no option '%s'%s, written as name=value"
              .formatted(rest.firstKey(), KnownNames.instead(rest.firstKey(), values.keySet())));
    }
    return new AttackOptions(values, printed);
  }

  /** The number of an option. */
  public double number(String name) {
    String value = name(name);
    return value.equals(AttackOption.NO_BOUND)
        ? Double.POSITIVE_INFINITY
        : AttackOption.number(value);
  }

  /** The whole number of an option. */
  public int count(String name) {
    return (int) number(name);
  }

  /** The name that an option holds. */
  public String name(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the attack declares no option " + name);
    }
    return value;
  }

  /** What an attack's canonical text has: what it may spend, and what is not standard. */
  public SortedMap<String, String> printed() {
    return printed;
  }

  /** Every option with its value, in canonical spelling. */
  public SortedMap<String, String> values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AttackOptions that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
