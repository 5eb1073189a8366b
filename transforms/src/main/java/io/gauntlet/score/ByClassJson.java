package io.gauntlet.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.gauntlet.score.classes.ByClass;
import io.gauntlet.score.classes.ClassFigures;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;

/**
 * The classes of a cell in {@code scorecard.json}: {@code class_names} unless they are NORMAL and
 * ABNORMAL, and under {@code classes} the figures of each where there are more than two, with what
 * its studies were called under {@code called}.
 */
final class ByClassJson {
  private static final String NAMES = "class_names";
  private static final String CLASSES = "classes";
  private static final String INTERVALS = "intervals";
  private static final String CALLED = "called";

  private ByClassJson() {}

  static void put(ObjectNode cell, ByClass classes) {
    if (!classes.equals(ByClass.NORMAL_ABNORMAL)) {
      ArrayNode names = cell.putArray(NAMES);
      classes.names().forEach(names::add);
    }
    if (!classes.isOfTwo()) {
      ArrayNode array = cell.putArray(CLASSES);
      classes.figures().forEach(figures -> put(array.addObject(), figures));
    }
  }

  private static void put(ObjectNode node, ClassFigures figures) {
    node.put("name", figures.name());
    node.put("n", figures.studies());
    ObjectNode intervals = Json.MAPPER.createObjectNode();
    for (Metric metric : ClassFigures.METRICS) {
      Estimate estimate = figures.estimate(metric);
      node.put(metric.key(), estimate.isKnown() ? (Double) estimate.value() : null);
      if (estimate.hasInterval()) {
        intervals.putArray(metric.key()).add(estimate.low()).add(estimate.high());
      }
    }
    node.put("true_positives", figures.confusion().truePositives());
    node.put("false_positives", figures.confusion().falsePositives());
    node.put("true_negatives", figures.confusion().trueNegatives());
    node.put("false_negatives", figures.confusion().falseNegatives());
    node.set(CALLED, Json.MAPPER.valueToTree(figures.called()));
    node.set(INTERVALS, intervals);
  }

  static ByClass read(JsonNode cell) {
    if (!cell.path(NAMES).isArray()) {
      return ByClass.NORMAL_ABNORMAL;
    }
    ImmutableList.Builder<String> names = ImmutableList.builder();
    cell.path(NAMES).forEach(name -> names.add(name.asText()));
    ImmutableList.Builder<ClassFigures> figures = ImmutableList.builder();
    cell.path(CLASSES).forEach(node -> figures.add(figures(node)));
    return new ByClass(names.build(), figures.build());
  }

  private static ClassFigures figures(JsonNode node) {
    ImmutableMap.Builder<Metric, Estimate> estimates = ImmutableMap.builder();
    for (Metric metric : ClassFigures.METRICS) {
      estimates.put(metric, estimate(node, metric));
    }
    ImmutableMap.Builder<String, Long> called = ImmutableMap.builder();
    node.path(CALLED)
        .fieldNames()
        .forEachRemaining(name -> called.put(name, node.path(CALLED).path(name).asLong()));
    return new ClassFigures(
        node.path("name").asText(),
        new ConfusionMatrix(
            node.path("true_positives").asLong(),
            node.path("false_positives").asLong(),
            node.path("true_negatives").asLong(),
            node.path("false_negatives").asLong()),
        estimates.buildOrThrow(),
        called.buildOrThrow());
  }

  /** A metric of a cell or a class with its interval; unknown where it is null. */
  static Estimate estimate(JsonNode node, Metric metric) {
    JsonNode interval = node.path(INTERVALS).path(metric.key());
    return new Estimate(
        node.path(metric.key()).asDouble(Double.NaN),
        interval.path(0).asDouble(Double.NaN),
        interval.path(1).asDouble(Double.NaN));
  }
}
