package io.gauntlet.report.sentence;

import com.google.common.collect.ImmutableList;
import io.gauntlet.report.table.Figures;
import io.gauntlet.score.ModalityInteraction;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.stats.Estimate;

/**
 * What follows for one victim from a pair of attacks that was run alone and together. Of a pair that
 * changed one modality alone only that is said.
 */
public final class PairWords {
  private PairWords() {}

  /** A few sentences. */
  public static ImmutableList<String> of(Scorecard scorecard, ModalityInteraction pair) {
    JointAttack joint = JointAttack.of(scorecard, pair);
    return joint.isJoint()
        ? ImmutableList.of(costs(pair), together(pair.interaction()), following(pair))
        : ImmutableList.of(
            "Run together, the two changed %s in every study: this is no joint attack, and says nothing of one."
                .formatted(joint.label()));
  }

  private static String costs(ModalityInteraction pair) {
    return "On average the attack on the images costs %s points of accuracy and that on the words %s: %s."
        .formatted(
            points(pair.imageEffect()),
            points(pair.textEffect()),
            switch (pair.dominant()) {
              case IMAGE -> "that on the images costs more";
              case TEXT -> "that on the words costs more";
              case UNDECIDED -> "which costs more is within chance";
            });
  }

  private static String together(Estimate interaction) {
    if (!interaction.excludesZero()) {
      return "What both cost together differs from the sum of each by %s points, within chance."
          .formatted(points(interaction));
    }
    return interaction.value() > 0
        ? "Both together cost %s points more than each alone, added up: neither modality covers for the other."
            .formatted(points(interaction))
        : "Both together cost less than each alone, added up, by %s points: they break many of the same studies."
            .formatted(points(interaction));
  }

  private static String following(ModalityInteraction pair) {
    Estimate share = pair.followsImage();
    return share.isKnown()
        ? "Where the two attacks alone lead to different decisions, under both it follows the images in %s (%s)."
            .formatted(Figures.share(share.value()), Figures.interval(share))
        : "The two attacks alone never led to different decisions.";
  }

  private static String points(Estimate effect) {
    return effect.hasInterval()
        ? "%s (%s to %s)"
            .formatted(
                Figures.oneDecimal(100 * effect.value()),
                Figures.oneDecimal(100 * effect.low()),
                Figures.oneDecimal(100 * effect.high()))
        : Figures.oneDecimal(100 * effect.value());
  }
}
