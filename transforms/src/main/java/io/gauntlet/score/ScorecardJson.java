package io.gauntlet.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.gauntlet.records.parts.RunScope;
import io.gauntlet.schema.AttackFields;
import io.gauntlet.score.calibration.Calibration;
import io.gauntlet.score.curve.BudgetCurves;
import io.gauntlet.score.curve.RadiusCurve;
import io.gauntlet.score.curve.RobustnessCurve;
import io.gauntlet.score.stats.ConfusionMatrix;
import io.gauntlet.score.stats.Estimate;
import io.gauntlet.score.stats.Metric;
import io.gauntlet.score.stats.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The scorecard as {@code scorecard.json}: an object with the arrays {@code cells}, {@code
 * transfer}, {@code replicas}, {@code curves}, {@code radii}, {@code interactions}, {@code slices},
 * {@code worst_groups} (which follow from the slices and are not read) and {@code warnings}.
 *
 * <p>A cell's {@code attack} and {@code params} are those of the first part of the canonical
 * attack, and {@code text_attack} is the whole second part, or null; {@code name} is the attack in
 * full, which reading goes by. A metric is a number, or null, with its 95 % interval under {@code
 * intervals}, its spread between replicas under {@code spread}, and why it is null under {@code
 * absent}, as {@link Absence} has it. {@code prevalence}, {@code constant_accuracy} and {@code
 * constant_f1} are what the studies alone come to: the share that is abnormal, and what an answer
 * that never changes scores. {@code label} says whether the label still holds after the attack, as
 * {@link LabelTruth} has it. Of other classes than NORMAL and ABNORMAL there are {@code
 * class_names}, and of more than two the figures of each under {@code classes}; the positives of
 * such a cell are its studies, each of its own class. Outcomes that are no answers are counted
 * under {@code invalid}, by their reason, where there are any, and in no other figure. What the run
 * left out on purpose is under {@code scope}, as {@link RunScope} has it: which studies were a
 * sample of how many, and which cells a deadline left out. All else has the fields of its record,
 * and {@code absent} too. A scorecard without one of the later arrays is one that has none of it.
 */
public final class ScorecardJson {
  private static final String FILE = "scorecard.json";
  private static final String INTERVALS = "intervals";
  private static final String SPREAD = "spread";
  private static final String SCOPE = "scope";
  private static final String RADII = "radii";
  private static final String MIN_SLICE = "min_slice";
  private static final String INVALID = "invalid";
  private static final String CALIBRATION = "calibration";
  private static final String SHARED = "shared_branches";

  private ScorecardJson() {}

  /** The scorecard as indented JSON, the same bytes for the same scorecard. */
  public static String write(Scorecard scorecard) {
    return write(scorecard, RunScope.ALL);
  }

  /**
   * The same, of a run that left something out on purpose.
   *
   * @param scope what it left out
   */
  public static String write(Scorecard scorecard, RunScope scope) {
    ObjectNode root = Json.MAPPER.createObjectNode();
    if (!scope.equals(RunScope.ALL)) {
      root.set(SCOPE, Json.MAPPER.valueToTree(scope));
    }
    putCells(root.putArray("cells"), scorecard.cells());
    putCells(root.putArray("transfer"), scorecard.transfer());
    putCells(root.putArray("replicas"), scorecard.replicas());
    root.set("curves", Absence.told(scorecard.curves().swept(), Absence::of));
    root.set(RADII, Json.MAPPER.valueToTree(scorecard.curves().radii()));
    root.set("interactions", Absence.told(scorecard.interactions(), Absence::of));
    if (scorecard.slices().fewest() > 0) {
      root.put(MIN_SLICE, scorecard.slices().fewest());
    }
    List<Slice> slices = scorecard.slices().all();
    root.set("slices", Json.MAPPER.valueToTree(slices));
    root.set("worst_groups", Json.MAPPER.valueToTree(WorstGroup.of(slices)));
    root.set("warnings", Json.MAPPER.valueToTree(scorecard.warnings()));
    return Json.write(root);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param attacks the values of an attack by its canonical text, which the file alone tells
   * @throws IllegalArgumentException when it is not a scorecard, with what is wrong
   */
  public static Scorecard read(String json, Function<String, AttackFields> attacks) {
    JsonNode root = Json.read(FILE, json);
    for (String name : List.of("cells", "transfer")) {
      if (!root.path(name).isArray()) {
        throw new IllegalArgumentException(FILE + " has no array '" + name + "'");
      }
    }
    return new Scorecard(
        cells(root, "cells", attacks),
        cells(root, "transfer", attacks),
        cells(root, "replicas", attacks),
        new BudgetCurves(
            Json.records(FILE, root, "curves", RobustnessCurve.class),
            Json.records(FILE, root, RADII, RadiusCurve.class)),
        Json.records(FILE, root, "interactions", ModalityInteraction.class),
        new Slices(Json.records(FILE, root, "slices", Slice.class), root.path(MIN_SLICE).asInt()),
        Json.records(FILE, root, "warnings", FalseSecurityWarning.class));
  }

  private static void putCells(ArrayNode array, List<ScorecardCell> cells) {
    cells.forEach(cell -> put(array.addObject(), cell));
  }

  private static void put(ObjectNode node, ScorecardCell cell) {
    ScoredAttack attack = cell.scoredAttack();
    boolean named = attack.isSingle() || attack.isSequence();
    node.put("victim", cell.victim());
    node.put("name", cell.attack());
    node.put("attack", named ? attack.first().name() : cell.attack());
    ObjectNode params = node.putObject("params");
    if (named) {
      attack.first().options().forEach((option, value) -> put(params, option, value));
    }
    node.put("text_attack", attack.isSequence() ? attack.rest() : null);
    if (cell.generator() != null) {
      node.put("generator", cell.generator());
    }
    node.set("label", Json.MAPPER.valueToTree(attack.truth()));
    if (cell.generator() != null) {
      node.set(SHARED, Json.MAPPER.valueToTree(cell.shared()));
    }
    if (cell.calibration().isKnown()) {
      node.set(CALIBRATION, Json.MAPPER.valueToTree(cell.calibration()));
    }
    ByClassJson.put(node, cell.byClass());
    if (cell.key().replica() != null) {
      node.put("replica", cell.key().replica());
    }
    node.put("n", cell.n());
    for (Metric metric : metrics(attack)) {
      putKnown(node, metric.key(), cell.value(metric));
    }
    putKnown(node, "prevalence", cell.prevalence());
    putKnown(node, "constant_accuracy", cell.constantAccuracy());
    putKnown(node, "constant_f1", cell.constantF1());
    node.put("true_positives", cell.confusion().truePositives());
    node.put("false_positives", cell.confusion().falsePositives());
    node.put("true_negatives", cell.confusion().trueNegatives());
    node.put("false_negatives", cell.confusion().falseNegatives());
    node.put("first_right", cell.firstRight());
    node.put("broken", cell.broken());
    if (!cell.counts().invalid().isEmpty()) {
      ObjectNode invalid = node.putObject(INVALID);
      cell.counts().invalid().forEach(invalid::put);
    }
    ObjectNode intervals = node.putObject(INTERVALS);
    cell.estimates()
        .forEach(
            (metric, estimate) -> {
              if (estimate.hasInterval()) {
                intervals.putArray(metric.key()).add(estimate.low()).add(estimate.high());
              }
            });
    putAbsent(node, cell);
    if (!cell.spread().isEmpty()) {
      ObjectNode spread = node.putObject(SPREAD);
      cell.spread()
          .forEach((metric, value) -> spread.set(metric.key(), Json.MAPPER.valueToTree(value)));
    }
  }

  /** What there is to say of a cell; some metrics are of controls alone. */
  private static List<Metric> metrics(ScoredAttack attack) {
    return Arrays.stream(Metric.values())
        .filter(metric -> !metric.isOfControls() || attack.isWithoutModality())
        .toList();
  }

  private static void putKnown(ObjectNode node, String name, double value) {
    node.put(name, Double.isNaN(value) ? null : (Double) value);
  }

  private static void putAbsent(ObjectNode node, ScorecardCell cell) {
    ObjectNode absent = Json.MAPPER.createObjectNode();
    for (Metric metric : metrics(cell.scoredAttack())) {
      cell.absence(metric).ifPresent(reason -> absent.put(metric.key(), reason.key()));
    }
    if (!absent.isEmpty()) {
      node.set(Absence.KEY, absent);
    }
  }

  private static void put(ObjectNode params, String option, String value) {
    try {
      if (value.matches("-?\\d+")) {
        params.put(option, Long.parseLong(value));
      } else {
        params.put(option, Double.parseDouble(value));
      }
    } catch (NumberFormatException e) {
      params.put(option, value);
    }
  }

  private static List<ScorecardCell> cells(
      JsonNode root, String name, Function<String, AttackFields> attacks) {
    List<ScorecardCell> cells = new ArrayList<>();
    root.path(name).forEach(node -> cells.add(cell(node, attacks)));
    return cells;
  }

  private static ScorecardCell cell(JsonNode node, Function<String, AttackFields> attacks) {
    String attack = text(node, "name");
    JsonNode generator = node.path("generator");
    JsonNode replica = node.path("replica");
    ImmutableMap.Builder<Metric, Estimate> estimates = ImmutableMap.builder();
    ImmutableMap.Builder<Metric, Spread> spread = ImmutableMap.builder();
    for (Metric metric : Metric.values()) {
      if (node.path(metric.key()).isNumber()) {
        estimates.put(metric, ByClassJson.estimate(node, metric));
      }
      JsonNode between = node.path(SPREAD).path(metric.key());
      if (between.isObject()) {
        spread.put(metric, Json.record(FILE, between, Spread.class));
      }
    }
    return new ScorecardCell(
        new CellKey(
            text(node, "victim"),
            attack,
            generator.isTextual() ? generator.asText() : null,
            replica.isIntegralNumber() ? (Long) replica.asLong() : null),
        ScoredAttack.of(attack, attacks.apply(attack)),
        counts(node),
        new CellFigures(
            estimates.buildOrThrow(),
            spread.buildOrThrow(),
            node.path(CALIBRATION).isObject()
                ? Json.record(FILE, node.path(CALIBRATION), Calibration.class)
                : Calibration.NONE,
            ByClassJson.read(node)),
        shared(node));
  }

  private static ImmutableSet<Attacked> shared(JsonNode node) {
    if (!node.path("generator").isTextual()) {
      return ImmutableSet.of();
    }
    if (!node.path(SHARED).isArray()) {
      return ImmutableSet.of(Attacked.UNKNOWN);
    }
    ImmutableSet.Builder<Attacked> shared = ImmutableSet.builder();
    node.path(SHARED).forEach(each -> shared.add(Json.record(FILE, each, Attacked.class)));
    return shared.build();
  }

  private static CellCounts counts(JsonNode node) {
    SortedMap<String, Long> invalid = new TreeMap<>();
    JsonNode reasons = node.path(INVALID);
    reasons.fieldNames().forEachRemaining(reason -> invalid.put(reason, count(reasons, reason)));
    return CellCounts.of(
            new ConfusionMatrix(
                count(node, "true_positives"),
                count(node, "false_positives"),
                count(node, "true_negatives"),
                count(node, "false_negatives")),
            count(node, "first_right"),
            count(node, "broken"))
        .withInvalid(invalid);
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("scorecard cell has no text '" + name + "': " + node);
    }
    return value.asText();
  }

  private static long count(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber()) {
      throw new IllegalArgumentException("scorecard cell has no count '" + name + "': " + node);
    }
    return value.asLong();
  }
}
