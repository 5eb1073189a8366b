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
 * @param confidence probability that it gave it, in {@code [0.5, 1]}
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
    boolean label = ClassNames.index(outcome.getClassNames(), outcome.getLabel()) == 1;
    return new ShownDecision(
        abnormal, OutcomeLogits.confidence(outcome, logits), abnormal == label);
  }

  /** Decision and confidence for people. */
  public String text() {
    return String.format(
        Locale.ROOT, "%s, %.1f%%", abnormal ? "abnormal" : "normal", 100 * confidence);
  }
}
