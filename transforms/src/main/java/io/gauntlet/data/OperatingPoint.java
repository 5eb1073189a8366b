package io.gauntlet.data;

import java.io.Serializable;
import java.util.List;

/**
 * Where a victim decides: it calls a study ABNORMAL, the second of two classes, when the
 * probability that its two logits give to that class is above a threshold. By default the threshold
 * is one half, and the larger logit wins.
 *
 * <p>In terms of the logits, the threshold {@code t} moves the boundary of the decision from equal
 * logits to a lead of ABNORMAL of {@code log(t / (1 - t))}. The margin is measured from there, by
 * the decision, by what an attack aims at and by what counts as its success alike.
 *
 * @param threshold a probability, in {@code (0, 1)}
 */
public record OperatingPoint(double threshold) implements Serializable {
  /** The larger logit wins; a tie is NORMAL. */
  public static final OperatingPoint HALF = new OperatingPoint(0.5);

  /**
   * Checks the threshold.
   *
   * @throws IllegalArgumentException when it is not a probability between 0 and 1
   */
  public OperatingPoint {
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "threshold is " + threshold + "; give a probability between 0 and 1, such as 0.31");
    }
  }

  /** The point whose boundary lies at a lead of the ABNORMAL logit. */
  public static OperatingPoint atLead(double lead) {
    double threshold = 1 / (1 + Math.exp(-lead));
    // A logit that is this far ahead is a probability of 1 in double precision.
    return new OperatingPoint(Math.min(Math.max(threshold, Double.MIN_NORMAL), Math.nextDown(1.0)));
  }

  /**
   * Checks that there are two classes.
   *
   * @throws IllegalArgumentException when there are more: of those the largest logit wins
   */
  public static void requireTwo(List<String> classes) {
    if (classes.size() != 2) {
      throw new IllegalArgumentException(
          "a threshold is of two classes, and there are %s; leave it out"
              .formatted(classes.size()));
    }
  }

  /** Whether the larger logit wins. */
  public boolean isHalf() {
    return threshold == HALF.threshold;
  }

  /** The lead of the ABNORMAL logit at which the decision turns: 0 for one half. */
  public double boundary() {
    return isHalf() ? 0 : Math.log(threshold / (1 - threshold));
  }

  /**
   * How far a study is on the ABNORMAL side of the boundary.
   *
   * @param lead of its ABNORMAL logit over the NORMAL one
   * @return above 0 where the decision is ABNORMAL
   */
  public double margin(double lead) {
    return lead - boundary();
  }
}
