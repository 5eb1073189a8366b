package io.gauntlet.score.gate;

import io.gauntlet.score.CellKey;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Which cells are meant; a star stands for anything.
 *
 * @param victim such as {@code late-fusion} or {@code *}
 * @param attack such as {@code pgd:*}
 * @param generator such as {@code ensemble}; {@code none} for attacks made against the victim
 *     itself
 */
public record CellPattern(String victim, String attack, String generator) implements Serializable {
  static final String ANY = "*";

  /** Every cell. */
  static final CellPattern EVERY_CELL = new CellPattern(ANY, ANY, ANY);

  private static final String NO_GENERATOR = "none";

  /** What is left out means anything. */
  public CellPattern {
    victim = victim == null ? ANY : victim;
    attack = attack == null ? ANY : attack;
    generator = generator == null ? ANY : generator;
  }

  /** Whether a cell is meant. */
  public boolean matches(CellKey key) {
    return matches(victim, key.victim())
        && matches(attack, key.attack())
        && matches(generator, key.generator() == null ? NO_GENERATOR : key.generator());
  }

  /** Whether a text is meant. */
  static boolean matches(String pattern, String text) {
    StringBuilder regex = new StringBuilder();
    for (String literal : pattern.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
    }
    return text.matches(regex.toString());
  }

  @Override
  public String toString() {
    return victim
        + " under "
        + attack
        + (generator.equals(ANY) ? "" : " made against " + generator);
  }
}
