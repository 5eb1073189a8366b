package io.gauntlet.score.calibration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableList;
import io.gauntlet.data.OperatingPoint;
import java.io.Serializable;

/**
 * What the probabilities of a victim on clean studies are worth.
 *
 * @param threshold the probability of the second class of two above which it decides so; NaN of
 *     more classes
 * @param best the threshold that these studies would like best; all NaN of more classes
 * @param reliability its reliability diagram
 */
public record Calibration(
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NoThreshold.class)
        double threshold,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NoThreshold.class)
        YoudenPoint best,
    ImmutableList<ReliabilityBin> reliability)
    implements Serializable {

  private static final YoudenPoint NO_POINT = new YoudenPoint(Double.NaN, Double.NaN, Double.NaN);

  /** Nothing was measured. */
  public static final Calibration NONE = new Calibration(Double.NaN, NO_POINT, ImmutableList.of());

  /** Without a threshold nothing of it was written. */
  public Calibration {
    best = best == null ? NO_POINT : best;
  }

  /** Equal to what is not written of more than two classes. */
  static final class NoThreshold {
    @Override
    public boolean equals(Object other) {
      return other instanceof NoThreshold
          || NO_POINT.equals(other)
          || (other instanceof Double threshold && threshold.isNaN());
    }

    @Override
    public int hashCode() {
      return NO_POINT.hashCode();
    }
  }

  /**
   * The calibration of the class that is decided on, of more than two (Guo et al. 2017, section 2):
   * how often it is right by its probability. There is no threshold.
   *
   * @param leads the log-odds of that class; of right decisions as of abnormal studies, of wrong
   *     ones as of normal studies
   */
  public static Calibration ofTopLabel(ClassLeads leads) {
    return new Calibration(NONE.threshold(), NONE.best(), ReliabilityBin.of(leads));
  }

  /** Whether it has a threshold, as of two classes. */
  public boolean hasThreshold() {
    return !Double.isNaN(threshold);
  }

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
