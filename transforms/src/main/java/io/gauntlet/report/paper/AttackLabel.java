package io.gauntlet.report.paper;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.score.ScoredAttack;
import io.gauntlet.score.ScoredPart;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Attacks spelled out for people: {@code PGD, ε=8/255, steps=10}. */
public final class AttackLabel {
  private static final String EPSILON = "epsilon";
  private static final int LEVELS = 255;
  private static final double NEGLIGIBLE = 1e-9;

  /** Names that papers write in capitals. */
  private static final ImmutableSet<String> ACRONYMS =
      ImmutableSet.of(
          "apgd", "bim", "cw", "di-fgsm", "fab", "fgsm", "fmn", "mi-fgsm", "pgd", "pwws");

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
            Stream.of(name(part)),
            part.options().entrySet().stream().map(option -> spelled(part, option)))
        .collect(Collectors.joining(", "));
  }

  private static String name(ScoredPart part) {
    return ACRONYMS.contains(part.name()) ? Ascii.toUpperCase(part.name()) : part.name();
  }

  private static String spelled(ScoredPart part, Map.Entry<String, String> option) {
    OptionalDouble number = part.number(option.getKey());
    if (!option.getKey().equals(EPSILON) || number.isEmpty()) {
      return option.getKey() + "=" + option.getValue();
    }
    return "ε=" + levels(number.getAsDouble()).orElse(option.getValue());
  }

  /** An epsilon in grey levels of 255, as in 8/255; empty where it is no whole number of them. */
  public static Optional<String> levels(double epsilon) {
    double levels = LEVELS * epsilon;
    boolean whole = levels >= 1 && Math.abs(levels - Math.rint(levels)) < NEGLIGIBLE;
    return whole ? Optional.of(Math.round(levels) + "/" + LEVELS) : Optional.empty();
  }
}
