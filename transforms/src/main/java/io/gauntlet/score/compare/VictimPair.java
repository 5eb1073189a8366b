package io.gauntlet.score.compare;

import static java.util.Comparator.comparing;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Two victims of one run under one attack, each attacked itself.
 *
 * @param attack canonical; {@code none} when clean
 * @param first by name
 * @param second by name
 */
public record VictimPair(String attack, String first, String second)
    implements Comparable<VictimPair>, Serializable {
  private static final Comparator<VictimPair> ORDER =
      comparing(VictimPair::attack)
          .thenComparing(VictimPair::first)
          .thenComparing(VictimPair::second);

  /** Orders by attack and names. */
  @Override
  public int compareTo(VictimPair other) {
    return ORDER.compare(this, other);
  }
}
