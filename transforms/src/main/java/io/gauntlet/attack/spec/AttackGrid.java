package io.gauntlet.attack.spec;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.AttackDescription.AttackerKnowledge;
import io.gauntlet.attack.AttackProvider;
import io.gauntlet.data.Modality;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is run against every victim. The clean row is always there, and each attack once.
 *
 * @param attacks each against every victim that sees what it changes, the clean row first
 * @param transfers attacks on pixels whose images, made against one fused victim, are shown to the
 *     others
 */
public record AttackGrid(ImmutableList<AttackSpec> attacks, ImmutableList<AttackPart> transfers)
    implements Serializable {

  /**
   * Under the paper's budgets small networks keep next to nothing, and what is lost already cannot
   * be lost again: a gate would compare nothing with nothing. Of the demo's victims the image model
   * keeps 45 % under the first, and the fusions 38 to 68 % under the second; ten steps of PGD in
   * the same budgets leave at most nine points less, and cost fifteen times as much.
   */
  private static final ImmutableList<String> SMALL_BUDGETS =
      ImmutableList.of("fgsm:epsilon=0.002", "fgsm:epsilon=0.006");

  /** Puts the clean row first, and leaves out what is there already. */
  public AttackGrid {
    attacks = distinct(Stream.concat(Stream.of(AttackSpec.clean()), attacks.stream()));
    transfers = distinct(transfers.stream());
  }

  private static <T> ImmutableList<T> distinct(Stream<T> all) {
    return all.distinct().collect(ImmutableList.toImmutableList());
  }

  /** The rows of Tables 1, 2 and 3 of Mozhegova et al. 2025. */
  public static AttackGrid paper() {
    return of(PaperAttacks.table1(), PaperAttacks.transfers());
  }

  /**
   * A grid of attacks as users write them, read with the attacks of the context class loader.
   *
   * @throws IllegalArgumentException when an attack is unknown or out of its range
   */
  public static AttackGrid of(Collection<String> attacks, Collection<String> transfers) {
    AttackCatalogue catalogue = AttackCatalogue.load();
    return new AttackGrid(
        attacks.stream().map(catalogue::parse).collect(ImmutableList.toImmutableList()),
        transfers.stream()
            .map(attack -> transferred(catalogue.parse(attack)))
            .collect(ImmutableList.toImmutableList()));
  }

  /**
   * An attack whose images can be shown to other victims.
   *
   * @throws IllegalArgumentException when it is not one attack on pixels
   */
  public static AttackPart transferred(AttackSpec attack) {
    return attack
        .single()
        .filter(part -> part.modality() == Modality.IMAGE)
        .orElseThrow(
            () ->
                new IllegalArgumentException(attack + ": images alone are shown to other victims"));
  }

  /**
   * What users write for several attacks: {@code paper} for the rows of the paper's Table 1, {@code
   * small-budgets} for two of images under which a model has something left to lose, {@code
   * controls} for all that know nothing of their victim, {@code all} for every attack of a
   * catalogue at its standard and three joint ones. Anything else stands for itself.
   */
  public static List<String> preset(String name, AttackCatalogue catalogue) {
    return switch (name) {
      case "paper" -> PaperAttacks.table1();
      case "small-budgets" -> SMALL_BUDGETS;
      case "controls" ->
          catalogue.all().stream()
              .filter(attack -> attack.description().knowledge() == AttackerKnowledge.NOTHING)
              .map(AttackGrid::name)
              .toList();
      case "all" -> Stream.concat(catalogue.all().stream().map(AttackGrid::name), joint()).toList();
      default -> List.of(name);
    };
  }

  private static String name(AttackProvider<?> attack) {
    return attack.description().name();
  }

  private static Stream<String> joint() {
    String joint = PaperAttacks.PGD + "+" + PaperAttacks.SYNONYMS;
    return Stream.of(
        joint,
        "alternating(" + joint + ")",
        "worst-of(" + String.join("|", PaperAttacks.PGD, PaperAttacks.SYNONYMS, joint) + ")");
  }
}
