package io.gauntlet.report.sentence;

import static java.util.Comparator.comparing;

import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.Scorecard;
import java.util.List;
import java.util.Optional;

/** The pair of attacks that leaves each fused victim least. */
public final class StrongestPairs {
  private StrongestPairs() {}

  /**
   * One pair for each fused victim, in the paper's order: the one under which least is left, of
   * several such the one whose two attacks alone leave least. Pairs that changed both modalities come
   * before those that did not, and those after which the label still holds before the others.
   */
  public static List<ModalityInteraction> of(Scorecard scorecard) {
    return Worst.of(scorecard).stream()
        .flatMap(worst -> strongest(scorecard, worst.victim()).stream())
        .toList();
  }

  private static Optional<ModalityInteraction> strongest(Scorecard scorecard, String victim) {
    return scorecard.interactions().stream()
        .filter(pair -> pair.victim().equals(victim))
        .min(
            comparing((ModalityInteraction pair) -> !JointAttack.of(scorecard, pair).isJoint())
                .thenComparing(pair -> mayChangeLabel(scorecard, pair))
                .thenComparingDouble(pair -> pair.both().value())
                .thenComparingDouble(pair -> pair.image().value() + pair.text().value()));
  }

  private static boolean mayChangeLabel(Scorecard scorecard, ModalityInteraction pair) {
    return scorecard
        .cell(pair.victim(), pair.jointAttack())
        .filter(cell -> cell.scoredAttack().mayChangeLabel())
        .isPresent();
  }
}
