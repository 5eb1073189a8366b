package io.gauntlet.score;

import java.io.Serializable;
import java.util.Objects;

/**
 * How one victim fared under one attack; metrics are fractions in {@code [0, 1]}.
 *
 * @param key what was counted
 * @param confusion decisions under attack
 * @param firstRight studies that the victim had right before the attack, in {@code [0, n]}
 * @param broken those of them that it had wrong after, in {@code [0, firstRight]}
 * @param medianQueries median times the victim was asked per study; NaN when unknown
 */
public record ScorecardCell(
    CellKey key, ConfusionMatrix confusion, long firstRight, long broken, double medianQueries)
    implements Serializable {

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException when they contradict each other
   */
  public ScorecardCell {
    Objects.requireNonNull(key, "key");
    if (broken < 0 || broken > firstRight || firstRight > confusion.n()) {
      throw new IllegalArgumentException(
          "%s: %d broken of %d first right of %d studies"
              .formatted(key, broken, firstRight, confusion.n()));
    }
  }

  /** The classifier that is scored. */
  public String victim() {
    return key.victim();
  }

  /** Canonical attack. */
  public String attack() {
    return key.attack();
  }

  /** The victim that the pictures were made against; null when it is the scored one. */
  public String generator() {
    return key.generator();
  }

  /** Number of studies. */
  public long n() {
    return confusion.n();
  }

  /** Share of the decisions that are right. */
  public double accuracy() {
    return confusion.accuracy();
  }

  /** Precision of the abnormal class. */
  public double precision() {
    return confusion.precision();
  }

  /** Recall of the abnormal class. */
  public double recall() {
    return confusion.recall();
  }

  /** F1 of the abnormal class, the figure in the paper's Tables 1 to 3. */
  public double f1() {
    return confusion.f1();
  }

  /** F1 of the normal class. */
  public double normalF1() {
    return confusion.normalF1();
  }

  /** Unweighted mean of the F1 of both classes. */
  public double macroF1() {
    return confusion.macroF1();
  }

  /** Share of the studies first right that the attack broke; NaN when none was first right. */
  public double attackSuccessRate() {
    return firstRight == 0 ? Double.NaN : (double) broken / firstRight;
  }
}
