package io.gauntlet.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The scorecard as {@code scorecard.json}: an object with the arrays {@code cells} and {@code
 * transfer}.
 *
 * <p>A cell's {@code attack} and {@code params} are those of the first part of the canonical
 * attack, and {@code text_attack} is the whole second part, or null. Reading goes by the counts;
 * the metrics beside them are for those who only read.
 */
public final class ScorecardJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private ScorecardJson() {}

  /** The scorecard as indented JSON, the same bytes for the same scorecard. */
  public static String write(Scorecard scorecard) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode cells = root.putArray("cells");
    scorecard.cells().forEach(cell -> put(cells.addObject(), cell));
    ArrayNode transfer = root.putArray("transfer");
    scorecard.transfer().forEach(cell -> put(transfer.addObject(), cell));
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES);
    try {
      return JSON.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is no scorecard, with what is wrong
   */
  public static Scorecard read(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("scorecard is no JSON: " + e.getOriginalMessage(), e);
    }
    return new Scorecard(cells(root, "cells"), cells(root, "transfer"));
  }

  private static void put(ObjectNode node, ScorecardCell cell) {
    List<String> parts = Splitter.on('+').limit(2).splitToList(cell.attack());
    node.put("victim", cell.victim());
    putAttack(node, parts.get(0));
    node.put("text_attack", parts.size() == 1 ? null : parts.get(1));
    if (cell.generator() != null) {
      node.put("generator", cell.generator());
    }
    node.put("n", cell.n());
    node.put("accuracy", cell.accuracy());
    node.put("f1", cell.f1());
    node.put("normal_f1", cell.normalF1());
    node.put("macro_f1", cell.macroF1());
    node.put("precision", cell.precision());
    node.put("recall", cell.recall());
    node.put("attack_success_rate", nullable(cell.attackSuccessRate()));
    node.put("median_queries", nullable(cell.medianQueries()));
    node.put("true_positives", cell.confusion().truePositives());
    node.put("false_positives", cell.confusion().falsePositives());
    node.put("true_negatives", cell.confusion().trueNegatives());
    node.put("false_negatives", cell.confusion().falseNegatives());
    node.put("first_right", cell.firstRight());
    node.put("broken", cell.broken());
  }

  private static void putAttack(ObjectNode node, String part) {
    List<String> pieces = Splitter.on(':').splitToList(part);
    node.put("attack", pieces.get(0));
    ObjectNode params = node.putObject("params");
    for (String piece : pieces.subList(1, pieces.size())) {
      List<String> pair = Splitter.on('=').limit(2).splitToList(piece);
      if (pair.size() != 2) {
        throw new IllegalArgumentException(part + ": '" + piece + "' is no name=value");
      }
      String value = pair.get(1);
      try {
        if (value.matches("-?\\d+")) {
          params.put(pair.get(0), Long.parseLong(value));
        } else {
          params.put(pair.get(0), Double.parseDouble(value));
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(part + ": '" + value + "' is no number", e);
      }
    }
  }

  private static Double nullable(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static List<ScorecardCell> cells(JsonNode root, String name) {
    JsonNode array = root.get(name);
    if (array == null || !array.isArray()) {
      throw new IllegalArgumentException("scorecard has no array '" + name + "'");
    }
    List<ScorecardCell> cells = new ArrayList<>();
    array.forEach(node -> cells.add(cell(node)));
    return cells;
  }

  private static ScorecardCell cell(JsonNode node) {
    JsonNode generator = node.path("generator");
    JsonNode queries = node.path("median_queries");
    return new ScorecardCell(
        new CellKey(
            text(node, "victim"), attack(node), generator.isTextual() ? generator.asText() : null),
        new ConfusionMatrix(
            count(node, "true_positives"),
            count(node, "false_positives"),
            count(node, "true_negatives"),
            count(node, "false_negatives")),
        count(node, "first_right"),
        count(node, "broken"),
        queries.isNumber() ? queries.asDouble() : Double.NaN);
  }

  private static String attack(JsonNode node) {
    StringBuilder attack = new StringBuilder(text(node, "attack"));
    node.path("params")
        .fields()
        .forEachRemaining(
            param ->
                attack
                    .append(':')
                    .append(param.getKey())
                    .append('=')
                    .append(param.getValue().asText()));
    JsonNode words = node.path("text_attack");
    if (words.isTextual()) {
      attack.append('+').append(words.asText());
    }
    return attack.toString();
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
