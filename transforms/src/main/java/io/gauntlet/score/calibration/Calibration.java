package io.gauntlet.score.calibration;

import com.google.common.collect.ImmutableList;
import io.gauntlet.data.OperatingPoint;
import java.io.Serializable;

/**
 * What the probabilities of a victim on clean studies are worth.
 *
 * @param threshold the probability of ABNORMAL above which it decides so
 * @param best the threshold that these studies would like best
 * @param reliability its reliability diagram
 */
public record Calibration(
    double threshold, YoudenPoint best, ImmutableList<ReliabilityBin> reliability)
    implements Serializable {

  /** Nothing was measured. */
  public static final Calibration NONE =
      new Calibration(
          Double.NaN, new YoudenPoint(Double.NaN, Double.NaN, Double.NaN), ImmutableList.of());

  /** Whether it was measured. */
  public boolean isKnown() {
    return !reliability.isEmpty();
  }

  /**
   * The calibration on some studies.
   *
   * @throws IllegalArgumentException when there are not studies of both classes
   */
  public static Calibration of(OperatingPoint point, ClassLeads leads) {
    return new Calibration(point.threshold(), YoudenPoint.of(leads), ReliabilityBin.of(leads));
  }
}
