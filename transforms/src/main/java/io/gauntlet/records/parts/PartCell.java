package io.gauntlet.records.parts;

import io.gauntlet.schema.Outcome;
import java.io.Serializable;
import java.util.Comparator;

/**
 * A cell that a part has an outcome of for each of its studies.
 *
 * @param victim that is scored
 * @param attack canonical text
 * @param generator whose images are shown; null where the victim's own are
 * @param replica seed of the victim; null where there is one
 */
public record PartCell(String victim, String attack, String generator, Long replica)
    implements Comparable<PartCell>, Serializable {
  private static final Comparator<PartCell> ORDER =
      Comparator.comparing(PartCell::victim)
          .thenComparing(PartCell::attack)
          .thenComparing(PartCell::generator, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(PartCell::replica, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** The cell of an outcome. */
  public static PartCell of(Outcome outcome) {
    return new PartCell(
        outcome.getVictim(), outcome.getAttack(), outcome.getGenerator(), outcome.getReplica());
  }

  @Override
  public int compareTo(PartCell other) {
    return ORDER.compare(this, other);
  }
}
