package io.gauntlet.pipelines.request;

import com.google.common.collect.ImmutableList;
import io.gauntlet.attack.spec.AttackGrid;
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
    if (maxQueries < 0) {
      throw new UsageException(
          "--maxQueries is " + maxQueries + "; give at least 1, or 0 for no bound");
    }
    long most = maxQueries == 0 ? Long.MAX_VALUE : maxQueries;
    List<String> swept;
    try {
      swept = swept(most);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--attacks: " + e.getMessage(), e);
    }
    try {
      return AttackGrid.of(
          swept, modalities.contains(Modality.IMAGE) ? transferred() : List.of(), most);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--transfers: " + e.getMessage(), e);
    }
  }

  private List<String> swept(long most) {
    List<String> named =
        CommaList.of(attacks).stream()
            .flatMap(attack -> AttackGrid.preset(attack).stream())
            .toList();
    List<String> swept =
        BudgetSweep.over(
            BudgetSweep.over(
                AttackGrid.of(named, List.of(), most).attacks(), "epsilon", CommaList.of(epsilons)),
            "fraction",
            CommaList.of(fractions));
    return AttackGrid.of(swept, List.of(), most).attacks();
  }

  private List<String> transferred() {
    return switch (transfers) {
      case "paper" -> AttackGrid.paper().transfers();
      case "none" -> ImmutableList.of();
      default -> CommaList.of(transfers);
    };
  }
}
