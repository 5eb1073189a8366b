package io.gauntlet.pipelines.stage;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** What a finished pipeline counted. */
public final class Counters {

  private Counters() {}

  /**
   * The counters of a transform, by name, over all steps. Runners that work by a job server tell of
   * a step twice, while it is under way and when it is done: what is done is the larger.
   */
  public static Map<String, Long> of(PipelineResult result, Class<?> transform) {
    MetricsFilter filter =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.inNamespace(transform)).build();
    Map<MetricKey, Long> steps = new HashMap<>();
    for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
      steps.merge(counter.getKey(), counter.getAttempted(), Long::max);
    }
    Map<String, Long> counters = new TreeMap<>();
    steps.forEach((key, count) -> counters.merge(key.metricName().getName(), count, Long::sum));
    return counters;
  }
}
