package io.gauntlet.score;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.gauntlet.schema.Outcome;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;

/**
 * Which outcomes a cell of the scorecard counts.
 *
 * @param victim the classifier that is scored
 * @param attack canonical attack, such as {@code pgd:epsilon=0.03:steps=10}; {@code none} when
 *     clean
 * @param generator the victim whose adversarial images were shown to this one; null when the attack
 *     was made against the victim itself
 * @param replica seed of the victim's replica; null where there is one, and for the mean of all
 */
public record CellKey(String victim, String attack, String generator, Long replica)
    implements Comparable<CellKey>, Serializable {
  private static final Comparator<CellKey> ORDER =
      comparing(CellKey::victim)
          .thenComparing(CellKey::attack)
          .thenComparing(CellKey::generator, nullsFirst(naturalOrder()))
          .thenComparing(CellKey::replica, nullsFirst(naturalOrder()));

  /** Checks that there is a victim and an attack. */
  public CellKey {
    Objects.requireNonNull(victim, "victim");
    Objects.requireNonNull(attack, "attack");
  }

  /** Attacked directly, not by what was made against another victim; of all replicas. */
  public CellKey(String victim, String attack) {
    this(victim, attack, null);
  }

  /** The only replica, or the mean of all. */
  public CellKey(String victim, String attack, String generator) {
    this(victim, attack, generator, null);
  }

  /** The cell that counts an outcome. */
  public static CellKey of(Outcome outcome) {
    return new CellKey(
        outcome.getVictim(), outcome.getAttack(), outcome.getGenerator(), outcome.getReplica());
  }

  /** The same cell for all replicas. */
  public CellKey ofAllReplicas() {
    return new CellKey(victim, attack, generator);
  }

  /** What follows the attack in a phrase; empty where it was made against the victim itself. */
  public String madeAgainst() {
    return generator == null ? "" : " made against " + generator;
  }

  /** Orders by victim, attack, generator and replica; none first. */
  @Override
  public int compareTo(CellKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return victim
        + " under "
        + attack
        + madeAgainst()
        + (replica == null ? "" : ", replica " + replica);
  }
}
