package io.gauntlet.score.policy;

import io.gauntlet.score.CellKey;
import java.io.Serializable;

/**
 * Which cells are meant; a star stands for anything.
 *
 * @param victim such as {@code late-fusion} or {@code *}
 * @param attack such as {@code pgd:*}
 * @param generator such as {@code ensemble}; {@value #NO_GENERATOR} for attacks made against the
 *     victim itself
 */
public record CellPattern(String victim, String attack, String generator) implements Serializable {
  /** Stands for anything. */
  public static final String ANY = "*";

  /** Stands for an attack that was made against the victim itself. */
  public static final String NO_GENERATOR = "none";

  /** Every cell. */
  public static final CellPattern EVERY_CELL = new CellPattern(ANY, ANY, ANY);

  /** Whether a cell is meant. */
  public boolean matches(CellKey key) {
    return matches(victim, key.victim())
        && matches(attack, key.attack())
        && matches(generator, generatorOf(key));
  }

  /**
   * Whether attacks are meant by a star, which leaves out those that may change what is true of a
   * study: they are meant where they are named.
   */
  public boolean isOfManyAttacks() {
    return attack.contains(ANY);
  }

  /** The generator of a cell as a pattern names it. */
  public static String generatorOf(CellKey key) {
    return key.generator() == null ? NO_GENERATOR : key.generator();
  }

  /** Whether a text is meant, the pieces between the stars following each other in it. */
  public static boolean matches(String pattern, String text) {
    String[] pieces = pattern.split("\\*", -1);
    if (pieces.length == 1) {
      return pattern.equals(text);
    }
    String last = pieces[pieces.length - 1];
    int from = pieces[0].length();
    if (!text.startsWith(pieces[0])
        || text.length() < from + last.length()
        || !text.endsWith(last)) {
      return false;
    }
    int end = text.length() - last.length();
    for (int i = 1; i < pieces.length - 1; i++) {
      int found = text.indexOf(pieces[i], from);
      if (found < 0 || found + pieces[i].length() > end) {
        return false;
      }
      from = found + pieces[i].length();
    }
    return true;
  }

  @Override
  public String toString() {
    return victim
        + " under "
        + attack
        + (generator.equals(ANY) ? "" : " made against " + generator);
  }
}
