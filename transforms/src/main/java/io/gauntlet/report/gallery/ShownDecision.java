package io.gauntlet.report.gallery;

import io.gauntlet.data.ClassNames;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.OutcomeLogits;
import io.gauntlet.score.classes.ByClass;
import java.util.List;
import java.util.Locale;

/**
 * What a victim said of a study.
 *
 * @param decided the name of the class that it decided for
 * @param confidence probability that it gave its decision, in {@code [0, 1]}; below one half where
 *     its threshold is another and the decision is not for the larger logit
 * @param right whether the label is the same
 */
public record ShownDecision(String decided, double confidence, boolean right) {
  /**
   * A decision of the victim of an outcome.
   *
   * @param logits clean, adversarial or kept ones of the outcome
   */
  static ShownDecision of(Outcome outcome, List<Float> logits) {
    int decided = OutcomeLogits.decided(outcome, logits);
    return new ShownDecision(
        ByClass.shown(outcome.getClassNames(), decided),
        OutcomeLogits.confidence(outcome, logits),
        decided == ClassNames.index(outcome));
  }

  /** Decision and confidence for people. */
  public String text() {
    return String.format(Locale.ROOT, "%s, %.1f%%", decided, 100 * confidence);
  }
}
