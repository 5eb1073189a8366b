package io.gauntlet.score.diff;

import io.gauntlet.data.ClassNames;
import io.gauntlet.data.Margin;
import io.gauntlet.schema.Outcome;
import io.gauntlet.score.OutcomeLogits;
import java.io.Serializable;
import java.util.List;

/**
 * What a run's victim said of a study.
 *
 * @param decided the class that it decided for
 * @param right whether that is the study's
 * @param margin how far the study's class is ahead of the victim's boundary; 0 or above where it is
 *     right
 */
public record Side(String decided, boolean right, double margin) implements Serializable {

  static Side of(Outcome outcome) {
    List<Float> logits = outcome.getAdversarialLogits();
    int decided = OutcomeLogits.decided(outcome, logits);
    int label = ClassNames.index(outcome);
    return new Side(
        outcome.getClassNames().get(decided), decided == label, margin(outcome, logits, label));
  }

  private static double margin(Outcome outcome, List<Float> logits, int label) {
    if (logits.size() > 2) {
      return Margin.of(logits, label);
    }
    double abnormal = OutcomeLogits.operatingPoint(outcome).margin(OutcomeLogits.lead(logits));
    return label == 1 ? abnormal : -abnormal;
  }
}
