package io.gauntlet.pipelines.request;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.spec.AttackCatalogue;
import io.gauntlet.attack.spec.AttackGrid;
import io.gauntlet.attack.spec.AttackPart;
import io.gauntlet.attack.spec.AttackSpec;
import io.gauntlet.attack.spec.PaperAttacks;
import io.gauntlet.data.Modality;
import java.util.List;
import java.util.Set;

/**
 * The attacks of a run as a user writes them.
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
   * @throws UsageException when an attack is unknown or a value out of its range; names the option
   */
  public AttackGrid parse(Set<Modality> modalities) {
    if (maxQueries < 0 || maxQueries > Integer.MAX_VALUE) {
      throw new UsageException(
          "--maxQueries is %d; give 1 to %d, or 0 for no bound"
              .formatted(maxQueries, Integer.MAX_VALUE));
    }
    ImmutableList<String> named = CommaList.of("--attacks", attacks);
    if (named.isEmpty()) {
      throw new UsageException(
          "--attacks is empty; name attacks as gauntlet attacks lists them, or none");
    }
    AttackCatalogue catalogue = AttackCatalogue.load();
    ImmutableList<AttackSpec> swept;
    try {
      swept = swept(named, catalogue);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--attacks: " + e.getMessage(), e);
    }
    try {
      return new AttackGrid(
          swept, modalities.contains(Modality.IMAGE) ? transferred(catalogue) : ImmutableList.of());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--transfers: " + e.getMessage(), e);
    }
  }

  private ImmutableList<AttackSpec> swept(List<String> names, AttackCatalogue catalogue) {
    List<AttackSpec> named =
        names.stream()
            .flatMap(attack -> AttackGrid.preset(attack, catalogue).stream())
            .map(attack -> parse(attack, catalogue))
            .toList();
    return BudgetSweep.over(
        BudgetSweep.over(named, "epsilon", CommaList.of("--epsilons", epsilons), catalogue),
        "fraction",
        CommaList.of("--fractions", fractions),
        catalogue);
  }

  private ImmutableList<AttackPart> transferred(AttackCatalogue catalogue) {
    List<String> written =
        switch (transfers) {
          case "paper" -> PaperAttacks.transfers();
          case "none" -> ImmutableList.of();
          default -> CommaList.of("--transfers", transfers);
        };
    return written.stream()
        .map(attack -> AttackGrid.transferred(parse(attack, catalogue)))
        .collect(ImmutableList.toImmutableList());
  }

  private AttackSpec parse(String attack, AttackCatalogue catalogue) {
    return catalogue.parse(attack, maxQueries == 0 ? Long.MAX_VALUE : maxQueries);
  }
}
