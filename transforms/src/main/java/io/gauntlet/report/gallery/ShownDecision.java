package io.gauntlet.report.gallery;

import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.OutcomeLogits;
import java.util.List;
import java.util.Locale;

/**
 * What a victim said of a study.
 *
 * @param abnormal its decision
 * @param confidence probability that it gave its decision, in {@code [0, 1]}; below one half where
 *     its threshold is another and the decision is not for the larger logit
 * @param right whether the label is the same
 */
public record ShownDecision(boolean abnormal, double confidence, boolean right) {
  /**
   * A decision of the victim of an outcome.
   *
   * @param logits clean, adversarial or kept ones of the outcome
   */
  static ShownDecision of(Outcome outcome, List<Float> logits) {
    boolean abnormal = OutcomeLogits.isAbnormal(outcome, logits);
    return new ShownDecision(
        abnormal,
        OutcomeLogits.confidence(outcome, logits),
        abnormal == ClassNames.isAbnormal(outcome));
  }

  /** Decision and confidence for people. */
  public String text() {
    return String.format(
        Locale.ROOT, "%s, %.1f%%", abnormal ? "abnormal" : "normal", 100 * confidence);
  }
}
