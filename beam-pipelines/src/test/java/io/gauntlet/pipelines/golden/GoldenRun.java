package io.gauntlet.pipelines.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run must come to, number by number.
 *
 * @param arithmetic fingerprint of the machine that ran it, see {@link Arithmetic}
 * @param entries the scorecard's cells, transfers and interactions, each by what it is of
 * @param sums sums over the studies of an attack on a victim, see {@link OutcomeSums}
 */
public record GoldenRun(
    String arithmetic, SortedMap<String, JsonNode> entries, SortedMap<String, JsonNode> sums) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The parts of a scorecard, each with the fields that tell its entries apart. */
  private static final Map<String, List<String>> PARTS =
      Map.of(
          "cells", List.of("victim", "name"),
          "transfer", List.of("victim", "name", "generator"),
          "interactions", List.of("victim", "image_attack", "text_attack"));

  /**
   * Reads what a run on this machine has written.
   *
   * @param folder output folder of the run
   */
  public static GoldenRun of(Path folder) throws IOException {
    JsonNode scorecard = JSON.readTree(Files.readString(folder.resolve("scorecard.json")));
    SortedMap<String, JsonNode> entries = new TreeMap<>();
    PARTS.forEach(
        (part, names) ->
            scorecard.path(part).forEach(entry -> entries.put(key(part, names, entry), entry)));
    SortedMap<String, JsonNode> sums = new TreeMap<>();
    OutcomeSums.of(folder.resolve("outcomes"))
        .forEach((cell, values) -> sums.put(cell, JSON.valueToTree(values)));
    return new GoldenRun(Arithmetic.fingerprint(), entries, sums);
  }

  private static String key(String part, List<String> names, JsonNode entry) {
    StringBuilder key = new StringBuilder(part);
    names.forEach(name -> key.append(" | ").append(entry.path(name).asText()));
    return key.toString();
  }

  /** Reads what {@link #write} wrote. */
  public static GoldenRun read(InputStream file) throws IOException {
    JsonNode golden = JSON.readTree(file);
    return new GoldenRun(
        golden.path("arithmetic").asText(),
        fields(golden.path("entries")),
        fields(golden.path("sums")));
  }

  private static SortedMap<String, JsonNode> fields(JsonNode node) {
    SortedMap<String, JsonNode> fields = new TreeMap<>();
    node.fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  /** Writes JSON with an entry a line, so that a change of one number is a change of one line. */
  public void write(Path file) throws IOException {
    Files.writeString(
        file,
        "{\"arithmetic\": "
            + JSON.writeValueAsString(arithmetic)
            + ",\n\"entries\": "
            + lines(entries)
            + ",\n\"sums\": "
            + lines(sums)
            + "}\n");
  }

  private static String lines(SortedMap<String, JsonNode> nodes) throws IOException {
    StringBuilder lines = new StringBuilder("{");
    String separator = "\n";
    for (Map.Entry<String, JsonNode> node : nodes.entrySet()) {
      lines
          .append(separator)
          .append(JSON.writeValueAsString(node.getKey()))
          .append(": ")
          .append(JSON.writeValueAsString(node.getValue()));
      separator = ",\n";
    }
    return lines.append("\n}").toString();
  }
}
