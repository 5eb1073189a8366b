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

  /**
   * The calibration on some studies.
   *
   * @throws IllegalArgumentException when there are not studies of both classes
   */
  public static Calibration of(OperatingPoint point, ClassLeads leads) {
    return new Calibration(point.threshold(), YoudenPoint.of(leads), ReliabilityBin.of(leads));
  }
}
