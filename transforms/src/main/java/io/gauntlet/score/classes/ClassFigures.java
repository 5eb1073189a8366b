package io.gauntlet.score.classes;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.score.stats.Proportion;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one class fared against the rest: its studies are the positive ones.
 *
 * @param name of the class
 * @param confusion decisions under attack, for the class or for any other
 * @param estimates each of {@link #METRICS} that could be had, with its 95 % interval
 * @param called what the studies of the class were called, by class, each above 0: a row of the
 *     confusion matrix of all classes
 */
public record ClassFigures(
    String name,
    ConfusionMatrix confusion,
    ImmutableMap<Metric, Estimate> estimates,
    ImmutableMap<String, Long> called)
    implements Serializable {
  /** What is measured of a class. */
  public static final ImmutableSet<Metric> METRICS =
      ImmutableSet.of(Metric.PRECISION, Metric.RECALL, Metric.SPECIFICITY, Metric.F1, Metric.AUROC);

  public ClassFigures {
    estimates =
        Maps.immutableEnumMap(
            Maps.filterEntries(
                estimates, each -> METRICS.contains(each.getKey()) && each.getValue().isKnown()));
  }

  /** Figures of counts, and the area under the curve of the class's probability. */
  public static ClassFigures of(
      String name, ConfusionMatrix confusion, Estimate auroc, ImmutableMap<String, Long> called) {
    Map<Metric, Estimate> estimates = new LinkedHashMap<>(Proportion.metrics(confusion, 0, 0));
    estimates.put(Metric.AUROC, auroc);
    return new ClassFigures(name, confusion, ImmutableMap.copyOf(estimates), called);
  }

  /** A metric with its interval; {@link Estimate#UNKNOWN} where it could not be had. */
  public Estimate estimate(Metric metric) {
    return estimates.getOrDefault(metric, Estimate.UNKNOWN);
  }

  /** Studies of the class, once for each replica. */
  public long studies() {
    return confusion.abnormal();
  }

  /** The mean over replicas of one class, at least one. */
  static ClassFigures mean(List<ClassFigures> replicas) {
    ImmutableMap.Builder<Metric, Estimate> estimates = ImmutableMap.builder();
    for (Metric metric : METRICS) {
      estimates.put(
          metric, Estimate.mean(replicas.stream().map(each -> each.estimate(metric)).toList()));
    }
    Map<String, Long> called = new LinkedHashMap<>();
    replicas.forEach(each -> each.called.forEach((name, n) -> called.merge(name, n, Long::sum)));
    return new ClassFigures(
        replicas.get(0).name(),
        replicas.stream().map(ClassFigures::confusion).reduce(ConfusionMatrix::plus).orElseThrow(),
        estimates.buildOrThrow(),
        ImmutableMap.copyOf(called));
  }
}
