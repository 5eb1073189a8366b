package io.gauntlet.report.sentence;

import static java.util.stream.Collectors.joining;

import io.gauntlet.report.table.Figures;
import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.stats.Estimate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What each fused victim loses to the attack on its images and to that on its words, and whether one
 * costs more beyond chance. Only of pairs that both changed something: a pair that changed no word
 * is an attack on the images alone.
 */
final class LeaningOn implements Sentence {

  @Override
  public Stream<String> in(Scorecard scorecard) {
    List<ModalityInteraction> pairs =
        StrongestPairs.of(scorecard).stream()
            .filter(pair -> JointAttack.of(scorecard, pair).isJoint())
            .toList();
    return pairs.isEmpty()
        ? Stream.empty()
        : Stream.of(
            pairs.stream()
                .map(LeaningOn::costs)
                .collect(
                    joining(
                        "; ",
                        "In points of accuracy, on average over whether the other is attacked: ",
                        ". The two budgets have no common scale: this compares these attacks, not the modalities.")));
  }

  private static String costs(ModalityInteraction pair) {
    return "%s loses %s to its images and %s to its words, %s"
        .formatted(
            pair.victim(),
            points(pair.imageEffect()),
            points(pair.textEffect()),
            switch (pair.dominant()) {
              case IMAGE -> "more to its images beyond chance";
              case TEXT -> "more to its words beyond chance";
              case UNDECIDED -> "a difference within chance";
            });
  }

  private static String points(Estimate effect) {
    return Figures.oneDecimal(100 * effect.value());
  }
}
