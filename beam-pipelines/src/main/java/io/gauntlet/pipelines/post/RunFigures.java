package io.gauntlet.pipelines.post;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.score.CellKey;
import io.gauntlet.score.Scorecard;
import io.gauntlet.score.ScorecardCell;
import io.gauntlet.score.gate.PrimaryResult;
import io.gauntlet.score.gate.Verdict;
import io.gauntlet.score.stats.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The figures of a run by their names: {@code cell/VICTIM/ATTACK/metric} for each cell of the
 * scorecard, with {@code from GENERATOR} after the attack where it was made against another victim
 * and {@code seed N} last for a replica; {@code verdict/VICTIM/ATTACK/METRIC/drop}, {@code bound}
 * and {@code margin} for each primary comparison, with {@code slice TERM} before the metric where
 * it is of one. What is no number is left out.
 */
final class RunFigures {
  private final Map<FigureName, Double> figures = new LinkedHashMap<>();

  private RunFigures() {}

  /** All of them. */
  static ImmutableMap<FigureName, Double> of(Scorecard scorecard, Optional<Verdict> verdict) {
    RunFigures all = new RunFigures();
    scorecard.cells().forEach(all::add);
    scorecard.transfer().forEach(all::add);
    scorecard.replicas().forEach(all::add);
    verdict.ifPresent(judged -> judged.primaries().forEach(all::add));
    return ImmutableMap.copyOf(all.figures);
  }

  private void add(ScorecardCell cell) {
    ImmutableList<String> parts = parts("cell", cell.key(), null).build();
    put("n", parts, (double) cell.n());
    for (Metric metric : Metric.values()) {
      put(metric.key(), parts, cell.value(metric));
    }
  }

  private void add(PrimaryResult primary) {
    ImmutableList<String> parts =
        parts("verdict", primary.key(), primary.slice()).add(primary.metric().key()).build();
    put("drop", parts, primary.drop().value());
    put("bound", parts, primary.bound());
    put("margin", parts, primary.margin());
  }

  private static ImmutableList.Builder<String> parts(
      String kind, CellKey key, @Nullable String slice) {
    ImmutableList.Builder<String> parts = ImmutableList.builder();
    parts.add(kind, key.victim(), key.attack());
    if (key.generator() != null) {
      parts.add("from " + key.generator());
    }
    if (key.replica() != null) {
      parts.add("seed " + key.replica());
    }
    if (slice != null) {
      parts.add("slice " + slice);
    }
    return parts;
  }

  private void put(String metric, ImmutableList<String> parts, double value) {
    if (Double.isFinite(value)) {
      figures.put(new FigureName(parts, metric), value + 0.0);
    }
  }
}
