package io.gauntlet.score;

import io.gauntlet.score.stats.Estimate;
import java.io.Serializable;

/**
 * What attacks on the pictures, on the words and on both do to one fused victim: the 2 × 2 of a
 * factorial experiment, study by study.
 *
 * <p>With the accuracy {@code A} when nothing, the image, the text or both are attacked, the
 * image's effect is {@code ((A(clean) - A(image)) + (A(text) - A(both))) / 2}, the accuracy that
 * attacking the image costs, on average over whether the text is attacked. For two players that is
 * the Shapley value too, so the effects of both add up to what attacking both costs. The
 * interaction is {@code A(image) + A(text) - A(clean) - A(both)}: above 0 the attacks together cost
 * more than the sum of each, below 0 less.
 *
 * <p>The last four shares are of the studies that were right when clean, and exclude each other.
 *
 * @param victim the classifier that is scored
 * @param imageAttack canonical attack on the pictures
 * @param textAttack canonical attack on the words
 * @param studies with all four outcomes
 * @param clean accuracy when nothing is attacked
 * @param image accuracy when the pictures are attacked
 * @param text accuracy when the words are attacked
 * @param both accuracy when both are attacked
 * @param imageEffect accuracy lost to the attack on the pictures, in {@code [-1, 1]}
 * @param textEffect accuracy lost to the attack on the words, in {@code [-1, 1]}
 * @param interaction accuracy lost to both together beyond the sum of each, in {@code [-2, 2]}
 * @param imageShare Shapley share of the pictures in the accuracy lost, the words having the rest;
 *     below 0 or above 1 where one attack helps; unknown where nothing is lost
 * @param dominant the modality whose effect is larger beyond chance
 * @param followsImage of the studies on which the two attacks alone lead to different decisions,
 *     the share on which the decision under both is that under the attack on the pictures
 * @param onlyImage fooled by the attack on the pictures, not by that on the words
 * @param onlyText fooled by the attack on the words, not by that on the pictures
 * @param either fooled by each attack alone
 * @param onlyTogether fooled by neither attack alone, but by both together
 */
public record ModalityInteraction(
    String victim,
    String imageAttack,
    String textAttack,
    long studies,
    Estimate clean,
    Estimate image,
    Estimate text,
    Estimate both,
    Estimate imageEffect,
    Estimate textEffect,
    Estimate interaction,
    Estimate imageShare,
    Dominance dominant,
    Estimate followsImage,
    Estimate onlyImage,
    Estimate onlyText,
    Estimate either,
    Estimate onlyTogether)
    implements Serializable {

  /** Which modality a victim leans on, by what is lost when it is attacked. */
  public enum Dominance {
    /** Attacking the pictures costs more, beyond chance. */
    IMAGE,
    /** Attacking the words costs more, beyond chance. */
    TEXT,
    /** The difference is within chance. */
    UNDECIDED
  }
}
