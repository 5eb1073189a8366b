package io.gauntlet.score;

import io.gauntlet.schema.Outcome;
import java.util.List;

/** What follows from the two logits of a victim, NORMAL then ABNORMAL. */
public final class OutcomeLogits {
  private OutcomeLogits() {}

  /** How far the ABNORMAL logit is ahead; 0 when a logit is not a number. */
  public static double lead(List<Float> logits) {
    double lead = (double) logits.get(1) - logits.get(0);
    return Double.isNaN(lead) ? 0 : lead;
  }

  /** The probability of the class that is ahead, in {@code [0.5, 1]}. */
  public static double confidence(double lead) {
    return 1 / (1 + Math.exp(-Math.abs(lead)));
  }

  /**
   * Whether a victim decides for ABNORMAL: its probability is above the outcome's threshold, which
   * is one half where none is given. A tie is NORMAL.
   *
   * @param logits clean or adversarial ones of the outcome
   */
  public static boolean isAbnormal(Outcome outcome, List<Float> logits) {
    Double threshold = outcome.getThreshold();
    return lead(logits) > (threshold == null ? 0 : Math.log(threshold / (1 - threshold)));
  }
}
