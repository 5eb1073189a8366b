package io.gauntlet.attack.spec;

import io.gauntlet.attack.AttackDescription;
import io.gauntlet.attack.AttackDescription.Knowledge;
import io.gauntlet.attack.AttackProvider;
import java.io.Serializable;
import java.util.List;
import java.util.function.Predicate;
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
   * What users write for several attacks: {@code paper} for the rows of the paper's Table 1, {@code
   * controls} for all that ask their victim nothing, {@code all} for every attack on the class path
   * at its standard and three joint ones. Anything else stands for itself.
   */
  public static List<String> preset(String name) {
    return switch (name) {
      case "paper" -> paper().attacks();
      case "controls" -> names(description -> description.knowledge() == Knowledge.NOTHING);
      case "all" ->
          Stream.concat(
                  names(description -> true).stream(),
                  Stream.of(
                      PGD + "+" + SYNONYM,
                      "alternating(" + PGD + "+" + SYNONYM + ")",
                      "worst-of(" + PGD + "|" + SYNONYM + "|" + PGD + "+" + SYNONYM + ")"))
              .toList();
      default -> List.of(name);
    };
  }

  private static List<String> names(Predicate<AttackDescription> those) {
    return AttackProviders.all().stream()
        .map(AttackProvider::description)
        .filter(those)
        .map(AttackDescription::name)
        .toList();
  }

  /**
   * A grid of attacks as users write them; the clean row is always there.
   *
   * @throws IllegalArgumentException when an attack is unknown or out of its range
   */
  public static AttackGrid of(List<String> attacks, List<String> transfers) {
    return of(attacks, transfers, Long.MAX_VALUE);
  }

  /**
   * A grid of attacks as users write them, with a bound on what they may ask.
   *
   * @param maxQueries most queries, a study, of an attack that can be bounded and that its text
   *     does not bound itself, at least 1
   * @throws IllegalArgumentException when an attack is unknown or out of its range
   */
  public static AttackGrid of(List<String> attacks, List<String> transfers, long maxQueries) {
    return new AttackGrid(
        Stream.concat(Stream.of("none"), attacks.stream())
            .map(attack -> AttackSpec.parse(attack, maxQueries).toString())
            .distinct()
            .toList(),
        transfers.stream()
            .map(attack -> transferred(AttackSpec.parse(attack, maxQueries)))
            .distinct()
            .toList());
  }

  private static String transferred(AttackSpec attack) {
    if (attack instanceof Sequence sequence
        && sequence.changesPictures()
        && !sequence.changesWords()) {
      return attack.toString();
    }
    throw new IllegalArgumentException(attack + ": pictures alone are shown to other victims");
  }
}
