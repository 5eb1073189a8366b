package io.gauntlet.pipelines.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricKey;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.junit.jupiter.api.Test;

class CountersTest {

  private static MetricResult<Long> told(String step, String name, long count) {
    return MetricResult.attempted(
        MetricKey.create(step, MetricName.named(CountersTest.class, name)), count);
  }

  @Test
  void stepsAreAddedAndWhatIsToldTwiceOfAStepIsCountedOnce() {
    assertEquals(
        Map.of("studies", 120L, "quarantined", 20L),
        Counters.of(
            finished(
                List.of(
                    told("join/read", "studies", 72),
                    told("join/read", "quarantined", 18),
                    told("join/read", "studies", 80),
                    told("join/match", "studies", 40),
                    told("join/read", "quarantined", 20),
                    told("join/match", "studies", 40))),
            CountersTest.class));
  }

  /** A pipeline that counted; nothing else is asked of it. */
  private static PipelineResult finished(List<MetricResult<Long>> counters) {
    MetricResults results =
        new MetricResults() {
          @Override
          public MetricQueryResults queryMetrics(MetricsFilter filter) {
            return MetricQueryResults.create(
                counters, List.of(), List.of(), List.of(), List.of(), List.of());
          }
        };
    return (PipelineResult)
        Proxy.newProxyInstance(
            CountersTest.class.getClassLoader(),
            new Class<?>[] {PipelineResult.class},
            (proxy, method, arguments) -> {
              assertEquals("metrics", method.getName());
              return results;
            });
  }
}
