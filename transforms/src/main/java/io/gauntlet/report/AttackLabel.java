package io.gauntlet.report;

import io.gauntlet.score.AttackName;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Canonical attacks spelled out for people: {@code pgd, ε=8/255, steps=10}. */
final class AttackLabel {
  private static final String EPSILON = "epsilon";
  private static final int LEVELS = 255;
  private static final double NEGLIGIBLE = 1e-9;

  private AttackLabel() {}

  /** The name spelled out; as it is where it cannot be taken apart. */
  static String spelled(String attack) {
    try {
      return AttackName.parse(attack).parts().stream()
          .map(AttackLabel::spelled)
          .collect(Collectors.joining(" + "));
    } catch (IllegalArgumentException e) {
      return attack;
    }
  }

  private static String spelled(AttackName.Part part) {
    return Stream.concat(
            Stream.of(part.name()),
            part.options().entrySet().stream().map(option -> spelled(part, option)))
        .collect(Collectors.joining(", "));
  }

  private static String spelled(AttackName.Part part, Map.Entry<String, String> option) {
    OptionalDouble number = part.number(option.getKey());
    if (!option.getKey().equals(EPSILON) || number.isEmpty()) {
      return option.getKey() + "=" + option.getValue();
    }
    double levels = LEVELS * number.getAsDouble();
    boolean whole = levels >= 1 && Math.abs(levels - Math.rint(levels)) < NEGLIGIBLE;
    return "ε=" + (whole ? Math.round(levels) + "/" + LEVELS : option.getValue());
  }
}
