package io.gauntlet.score;

import io.gauntlet.data.Margin;
import io.gauntlet.data.OperatingPoint;
import io.gauntlet.schema.Outcome;
import java.util.List;

/** What follows from the logits of a victim, in the order of the classes. */
public final class OutcomeLogits {
  private OutcomeLogits() {}

  /** How far the second logit of two is ahead; 0 when a logit is not a number. */
  public static double lead(List<Float> logits) {
    double lead = (double) logits.get(1) - logits.get(0);
    return Double.isNaN(lead) ? 0 : lead;
  }

  /**
   * The probability of the class that a victim decided for; below one half where its threshold is
   * another and the decision is not for the larger logit.
   *
   * @param logits clean or adversarial ones of the outcome
   */
  public static double confidence(Outcome outcome, List<Float> logits) {
    if (logits.size() > 2) {
      return Margin.probability(logits, Margin.decided(logits));
    }
    double lead = lead(logits);
    return 1 / (1 + Math.exp(isAbnormal(outcome, logits) ? -lead : lead));
  }

  /**
   * The class that a victim decides for, the first of those with the largest logit.
   *
   * @param logits clean or adversarial ones of the outcome
   */
  public static int decided(Outcome outcome, List<Float> logits) {
    if (logits.size() > 2) {
      return Margin.decided(logits);
    }
    return isAbnormal(outcome, logits) ? 1 : 0;
  }

  /**
   * Whether a victim decides for the second class of two: its probability is above the outcome's
   * threshold, which is one half where none is given. A tie is of the first class.
   *
   * @param logits clean or adversarial ones of the outcome
   */
  private static boolean isAbnormal(Outcome outcome, List<Float> logits) {
    return operatingPoint(outcome).margin(lead(logits)) > 0;
  }

  /** Where the victim of an outcome decides for the second class of two. */
  public static OperatingPoint operatingPoint(Outcome outcome) {
    Double threshold = outcome.getThreshold();
    return threshold == null ? OperatingPoint.HALF : new OperatingPoint(threshold);
  }
}
