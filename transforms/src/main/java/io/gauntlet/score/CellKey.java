package io.gauntlet.score;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;

/**
 * Which outcomes a cell of the scorecard counts.
 *
 * @param victim the classifier that is scored
 * @param attack canonical attack, such as {@code pgd:epsilon=0.03:steps=10}; {@code none} when
 *     clean
 * @param generator the victim whose adversarial pictures were shown to this one; null when the
 *     attack was made against the victim itself
 */
public record CellKey(String victim, String attack, String generator)
    implements Comparable<CellKey>, Serializable {
  private static final Comparator<CellKey> ORDER =
      comparing(CellKey::victim)
          .thenComparing(CellKey::attack)
          .thenComparing(CellKey::generator, nullsFirst(naturalOrder()));

  /** Checks that there is a victim and an attack. */
  public CellKey {
    Objects.requireNonNull(victim, "victim");
    Objects.requireNonNull(attack, "attack");
  }

  /** Orders by victim, attack and generator; no generator first. */
  @Override
  public int compareTo(CellKey other) {
    return ORDER.compare(this, other);
  }
}
