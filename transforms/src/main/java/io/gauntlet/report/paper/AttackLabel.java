package io.gauntlet.report.paper;

import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.ScoredPart;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Attacks spelled out for people: {@code pgd, ε=8/255, steps=10}. */
public final class AttackLabel {
  private static final String EPSILON = "epsilon";
  private static final int LEVELS = 255;
  private static final double NEGLIGIBLE = 1e-9;

  private AttackLabel() {}

  /** An attack spelled out; its canonical text where it is not a named attack and no sequence. */
  public static String spelled(ScoredAttack attack) {
    return attack.isSingle() || attack.isSequence()
        ? attack.parts().stream().map(AttackLabel::spelled).collect(Collectors.joining(" + "))
        : attack.text();
  }

  /** A named attack spelled out. */
  public static String spelled(ScoredPart part) {
    return Stream.concat(
            Stream.of(part.name()),
            part.options().entrySet().stream().map(option -> spelled(part, option)))
        .collect(Collectors.joining(", "));
  }

  private static String spelled(ScoredPart part, Map.Entry<String, String> option) {
    OptionalDouble number = part.number(option.getKey());
    if (!option.getKey().equals(EPSILON) || number.isEmpty()) {
      return option.getKey() + "=" + option.getValue();
    }
    double levels = LEVELS * number.getAsDouble();
    boolean whole = levels >= 1 && Math.abs(levels - Math.rint(levels)) < NEGLIGIBLE;
    return "ε=" + (whole ? Math.round(levels) + "/" + LEVELS : option.getValue());
  }
}
