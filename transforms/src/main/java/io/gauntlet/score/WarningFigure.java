package io.gauntlet.score;

import java.io.Serializable;

/**
 * One number of what a warning rests on.
 *
 * @param name what was counted or measured, one of the constants here, or the reason code of
 *     outcomes that are no answers
 * @param cell where
 * @param value a share in {@code [0, 1]}, a count or a threshold
 */
public record WarningFigure(String name, CellKey cell, double value) implements Serializable {
  /** Share of the studies first right that the attack broke. */
  public static final String BROKEN = "broken";

  /** Gradients by pixel that the attack took. */
  public static final String GRADIENTS = "gradients";

  /** Those that were zero at every pixel. */
  public static final String ZERO_GRADIENTS = "zero-gradients";

  /** Those with a value that is not finite. */
  public static final String NON_FINITE_GRADIENTS = "non-finite-gradients";

  /**
   * Studies on which the only step of an attack followed a sound gradient and ended at a lower loss
   * than where it began.
   */
  public static final String LOSS_FELL = "loss-fell";

  /** Abnormal studies. */
  public static final String ABNORMAL = "abnormal";

  /** Normal studies. */
  public static final String NORMAL = "normal";

  /** Mean of sensitivity and specificity, as the victim decides. */
  public static final String BALANCED_ACCURACY = "balanced-accuracy";

  /** The same under the threshold that these studies would like best. */
  public static final String BEST_BALANCED_ACCURACY = "best-balanced-accuracy";

  /** The probability of ABNORMAL above which the victim decides so. */
  public static final String THRESHOLD = "threshold";

  /** The threshold that these studies would like best. */
  public static final String BEST_THRESHOLD = "best-threshold";
}
