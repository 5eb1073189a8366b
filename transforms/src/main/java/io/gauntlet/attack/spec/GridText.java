package io.gauntlet.attack.spec;

import com.google.common.collect.ImmutableList;
import io.gauntlet.data.CommaList;
import io.gauntlet.data.Modality;
import java.util.List;
import java.util.Set;

/**
 * The attacks of a run as a user writes them, on a command line or in a pipeline of rows.
 *
 * @param attacks attacks and presets, separated by commas
 * @param transfers attacks whose images are shown to other victims, {@code paper} or {@code none}
 * @param epsilons further sizes of what an image attack may change; may be empty
 * @param fractions further shares of the words that an attack may change; may be empty
 * @param maxQueries most queries of an attack that says nothing of them itself; 0 for no bound
 */
public record GridText(
    String attacks, String transfers, String epsilons, String fractions, long maxQueries) {

  /**
   * The attacks, read once.
   *
   * @param modalities what the victims see: without images nothing is transferred
   * @throws IllegalArgumentException when an attack is unknown or a value out of its range; begins
   *     with the name of the part that is wrong
   */
  public AttackGrid parse(Set<Modality> modalities) {
    if (maxQueries < 0) {
      throw new IllegalArgumentException(
          "maxQueries is " + maxQueries + "; give at least 1, or 0 for no bound");
    }
    AttackCatalogue catalogue = AttackCatalogue.load();
    ImmutableList<AttackSpec> swept;
    try {
      swept = swept(catalogue);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("attacks: " + e.getMessage(), e);
    }
    try {
      return new AttackGrid(
          swept, modalities.contains(Modality.IMAGE) ? transferred(catalogue) : ImmutableList.of());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("transfers: " + e.getMessage(), e);
    }
  }

  private ImmutableList<AttackSpec> swept(AttackCatalogue catalogue) {
    List<AttackSpec> named =
        CommaList.of(attacks).stream()
            .flatMap(attack -> AttackGrid.preset(attack, catalogue).stream())
            .map(attack -> parse(attack, catalogue))
            .toList();
    return BudgetSweep.over(
        BudgetSweep.over(named, "epsilon", CommaList.of(epsilons), catalogue),
        "fraction",
        CommaList.of(fractions),
        catalogue);
  }

  private ImmutableList<AttackPart> transferred(AttackCatalogue catalogue) {
    List<String> written =
        switch (transfers) {
          case "paper" -> PaperAttacks.transfers();
          case "none" -> ImmutableList.of();
          default -> CommaList.of(transfers);
        };
    return written.stream()
        .map(attack -> AttackGrid.transferred(parse(attack, catalogue)))
        .collect(ImmutableList.toImmutableList());
  }

  private AttackSpec parse(String attack, AttackCatalogue catalogue) {
    return catalogue.parse(attack, maxQueries == 0 ? Long.MAX_VALUE : maxQueries);
  }
}
