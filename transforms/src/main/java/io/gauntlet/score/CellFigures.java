package io.gauntlet.score;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.gauntlet.score.calibration.Calibration;
import io.gauntlet.score.classes.ByClass;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.score.stats.Spread;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is measured of a cell.
 *
 * @param estimates each metric that could be had, with its 95 % interval; with several replicas the
 *     mean of theirs
 * @param spread of each metric between replicas; empty where there is one
 * @param calibration of the victim's probabilities; {@link Calibration#NONE} where the studies were
 *     attacked, where they are of one class, and for the mean of several replicas
 * @param byClass the classes, and the figures of each where there are more than two
 */
public record CellFigures(
    ImmutableMap<Metric, Estimate> estimates,
    ImmutableMap<Metric, Spread> spread,
    Calibration calibration,
    ByClass byClass)
    implements Serializable {

  public CellFigures {
    estimates = Maps.immutableEnumMap(Maps.filterValues(estimates, Estimate::isKnown));
    spread = Maps.immutableEnumMap(spread);
  }

  /** Metrics alone, of NORMAL and ABNORMAL. */
  static CellFigures of(Map<Metric, Estimate> estimates) {
    return new CellFigures(
        ImmutableMap.copyOf(estimates),
        ImmutableMap.of(),
        Calibration.NONE,
        ByClass.NORMAL_ABNORMAL);
  }

  /** The same with more metrics, or others. */
  CellFigures with(Map<Metric, Estimate> others) {
    Map<Metric, Estimate> all = new EnumMap<>(Metric.class);
    all.putAll(estimates);
    all.putAll(others);
    return new CellFigures(ImmutableMap.copyOf(all), spread, calibration, byClass);
  }

  /** The same with the calibration of the victim. */
  CellFigures with(Calibration measured) {
    return new CellFigures(estimates, spread, measured, byClass);
  }

  /** The same of these classes; metrics that are not defined for them are left out. */
  CellFigures with(ByClass classes) {
    return new CellFigures(
        classes.isOfTwo()
            ? estimates
            : ImmutableMap.copyOf(Maps.filterKeys(estimates, metric -> !ByClass.isOfTwo(metric))),
        spread,
        calibration,
        classes);
  }

  /** The mean over replicas, at least one, and their spread. */
  static CellFigures mean(List<CellFigures> replicas) {
    ImmutableMap.Builder<Metric, Estimate> estimates = ImmutableMap.builder();
    ImmutableMap.Builder<Metric, Spread> spread = ImmutableMap.builder();
    for (Metric metric : Metric.values()) {
      List<Estimate> each = replicas.stream().map(cell -> cell.estimate(metric)).toList();
      Estimate mean = Estimate.mean(each);
      estimates.put(metric, mean);
      if (each.size() > 1 && mean.isKnown()) {
        spread.put(metric, Spread.of(each.stream().map(Estimate::value).toList()));
      }
    }
    return new CellFigures(
        estimates.build(),
        spread.build(),
        replicas.size() == 1 ? replicas.get(0).calibration() : Calibration.NONE,
        ByClass.mean(replicas.stream().map(CellFigures::byClass).toList()));
  }

  /** A metric with its interval; {@link Estimate#UNKNOWN} where it could not be had. */
  Estimate estimate(Metric metric) {
    return estimates.getOrDefault(metric, Estimate.UNKNOWN);
  }
}
