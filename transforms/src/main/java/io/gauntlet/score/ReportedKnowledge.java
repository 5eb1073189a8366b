package io.gauntlet.score;

import java.util.Arrays;
import java.util.Locale;

/** What an attack knows of its victim, as its outcomes say. */
public enum ReportedKnowledge {
  /** Gradients, or another look inside. */
  WHITE_BOX,
  /** Logits. */
  SCORES,
  /** The class alone. */
  DECISIONS,
  /** Nothing: the same change whatever the victim is. */
  NOTHING,
  /** The outcomes do not say. */
  UNKNOWN;

  /** What a record calls so, such as {@code white-box}; unknown where it is none of these. */
  static ReportedKnowledge named(String name) {
    return Arrays.stream(values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
        .findFirst()
        .orElse(UNKNOWN);
  }
}
