package io.gauntlet.score.warnings;

import io.gauntlet.score.FalseSecurityWarning;
import io.gauntlet.score.FalseSecurityWarning.Sign;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.WarningFigure;
import io.gauntlet.score.calibration.YoudenPoint;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.score.stats.Mover;
import io.gauntlet.score.stats.Proportion;
import io.gauntlet.score.tally.CellTallies;
import java.util.List;
import java.util.stream.Stream;

/**
 * A victim that ranks studies well and decides badly has its threshold in the wrong place. Its
 * accuracy under attack then tells of the threshold more than of the attack.
 *
 * <p>The mean of sensitivity and specificity is compared with that under the best threshold of the
 * same studies. The best flatters, so that it has to be better by ten points, and the intervals of
 * both have to be apart.
 */
final class ThresholdIsOff {
  private static final double MUCH = 0.1;

  private ThresholdIsOff() {}

  /** A warning for each victim, or replica of one, whose threshold is off on clean studies. */
  static List<FalseSecurityWarning> warnings(CellTallies tallies) {
    return Stream.concat(
            tallies.keys().stream().map(tallies::cell), tallies.replicaCells().stream())
        .filter(cell -> cell.calibration().hasThreshold())
        .filter(cell -> isMuchBetter(cell, cell.calibration().best()))
        .map(ThresholdIsOff::warning)
        .toList();
  }

  private static FalseSecurityWarning warning(ScorecardCell cell) {
    return FalseSecurityWarning.of(
        Sign.THRESHOLD_IS_OFF,
        cell.key(),
        figure(cell, WarningFigure.BALANCED_ACCURACY, cell.value(Metric.BALANCED_ACCURACY)),
        figure(cell, WarningFigure.THRESHOLD, cell.calibration().threshold()),
        figure(
            cell,
            WarningFigure.BEST_BALANCED_ACCURACY,
            cell.calibration().best().balancedAccuracy()),
        figure(cell, WarningFigure.BEST_THRESHOLD, cell.calibration().best().threshold()));
  }

  private static boolean isMuchBetter(ScorecardCell cell, YoudenPoint point) {
    Estimate now = cell.estimate(Metric.BALANCED_ACCURACY);
    Estimate best =
        Mover.mean(
            share(point.sensitivity(), cell.confusion().abnormal()),
            share(point.specificity(), cell.confusion().normal()));
    return best.value() - now.value() >= MUCH && best.low() > now.high();
  }

  private static Estimate share(double share, long studies) {
    return Proportion.of(Math.round(share * studies), studies);
  }

  private static WarningFigure figure(ScorecardCell cell, String name, double value) {
    return new WarningFigure(name, cell.key(), value);
  }
}
