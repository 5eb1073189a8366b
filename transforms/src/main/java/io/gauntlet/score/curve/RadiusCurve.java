package io.gauntlet.score.curve;

import com.google.common.collect.ImmutableList;
import io.gauntlet.score.stats.Estimate;
import java.io.Serializable;

/**
 * What is left of a victim's accuracy, at most, when every study may be changed by so much: a study
 * counts as lost from the smallest change on with which any attack fooled the victim. An attack of
 * smallest change, such as {@code fmn}, makes it tight; what no attack found may still be there.
 *
 * @param victim the classifier that is scored
 * @param measure of the changes
 * @param studies that were attacked
 * @param steps by rising change, the first without any; each holds up to the next
 * @param tenth change that fools the victim in one study of ten, those that it is wrong on among
 *     them; unknown where fewer were fooled
 * @param median the same of every second study
 */
public record RadiusCurve(
    String victim,
    Measure measure,
    long studies,
    ImmutableList<Step> steps,
    Estimate tenth,
    Estimate median)
    implements Serializable {

  /**
   * From a change on.
   *
   * @param radius the change, at least 0
   * @param accuracy what is left, at most
   */
  public record Step(double radius, Estimate accuracy) implements Serializable {}
}
