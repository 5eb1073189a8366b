package io.gauntlet.report.sentence;

import static java.util.Comparator.comparingDouble;

import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.Scorecard;
import java.util.ArrayList;
import java.util.List;

/** The pair of attacks that leaves each fused victim least. */
public final class StrongestPairs {
  private StrongestPairs() {}

  /**
   * One pair for each fused victim, in the paper's order: the one under which least is left; of
   * several such, the one whose two attacks alone leave least.
   */
  public static List<ModalityInteraction> of(Scorecard scorecard) {
    List<ModalityInteraction> strongest = new ArrayList<>();
    for (Worst worst : Worst.of(scorecard)) {
      scorecard.interactions().stream()
          .filter(pair -> pair.victim().equals(worst.victim()))
          .min(
              comparingDouble((ModalityInteraction pair) -> pair.both().value())
                  .thenComparingDouble(pair -> pair.image().value() + pair.text().value()))
          .ifPresent(strongest::add);
    }
    return strongest;
  }
}
