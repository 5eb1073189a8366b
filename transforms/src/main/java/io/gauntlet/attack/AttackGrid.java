package io.gauntlet.attack;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is run against every victim.
 *
 * @param attacks canonical attacks, each against every victim that sees what it changes
 * @param transfers canonical image attacks whose pictures, made against one fused victim, are shown
 *     to the others
 */
public record AttackGrid(List<String> attacks, List<String> transfers) implements Serializable {
  private static final String FGSM = "fgsm:epsilon=0.03";
  private static final String FGSM_STRONG = "fgsm:epsilon=0.2";
  private static final String PGD = "pgd:epsilon=0.03:steps=10";
  private static final String PGD_STRONG = "pgd:epsilon=0.2:steps=10";
  private static final String SYNONYM = "synonym-greedy:fraction=0.4";
  private static final String DELETION = "half-sentence-deletion:fraction=0.5";

  /** Copies what could change. */
  public AttackGrid {
    attacks = List.copyOf(attacks);
    transfers = List.copyOf(transfers);
  }

  /** The rows of Tables 1, 2 and 3 of Mozhegova et al. 2025. */
  public static AttackGrid paper() {
    return of(
        List.of(
            "none",
            FGSM,
            FGSM_STRONG,
            PGD,
            PGD_STRONG,
            SYNONYM,
            DELETION,
            FGSM + "+" + SYNONYM,
            PGD + "+" + SYNONYM,
            FGSM + "+" + DELETION,
            PGD + "+" + DELETION),
        List.of("pgd:epsilon=8/255:steps=10", PGD_STRONG));
  }

  /**
   * A grid of attacks as users write them; the clean row is always there.
   *
   * @throws IllegalArgumentException when an attack is unknown or out of its range
   */
  public static AttackGrid of(List<String> attacks, List<String> transfers) {
    List<String> canonical =
        Stream.concat(Stream.of("none"), attacks.stream())
            .map(attack -> AttackSpec.parse(attack).toString())
            .distinct()
            .toList();
    return new AttackGrid(
        canonical, transfers.stream().map(attack -> AttackSpec.parse(attack).toString()).toList());
  }
}
