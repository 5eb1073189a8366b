package io.gauntlet.score.curve;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.stats.Estimate;
import java.io.Serializable;

/**
 * How a victim falls as an attack may spend more; from one sweep.
 *
 * @param victim the classifier that is scored
 * @param family the attack without its budget, such as {@code pgd:steps=10}
 * @param budget what is spent: {@code epsilon}, or {@code fraction} of the words
 * @param points by rising budget; the first is clean, with budget 0, where there is a clean cell
 * @param accuracyArea area under the accuracy, divided by the range of the budget: the mean
 *     accuracy over it, in {@code [0, 1]}
 * @param f1Area the same for F1 of the abnormal class
 */
public record RobustnessCurve(
    String victim,
    String family,
    String budget,
    ImmutableList<Point> points,
    Estimate accuracyArea,
    Estimate f1Area)
    implements Serializable {

  /**
   * One cell of a sweep.
   *
   * @param budget at least 0
   * @param attack canonical attack
   * @param accuracy under attack
   * @param f1 of the abnormal class under attack
   */
  public record Point(double budget, String attack, Estimate accuracy, Estimate f1)
      implements Serializable {}
}
