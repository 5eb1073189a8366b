package io.gauntlet.pipelines.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Differences between a run and what it must come to.
 *
 * <p>On a machine that computes as the recorded one does, each number of the scorecard must be
 * printed the same and each sum over outcomes agree to a relative 1e-4. On another kind of CPU the
 * decision on a study may turn, and everything later with it: there the same entries must exist
 * with the same studies, each count of decisions may be off by {@value #STUDIES} studies, and
 * nothing else is compared.
 */
public final class GoldenComparison {
  private static final int STUDIES = 3;
  private static final int LINES = 20;
  private static final double RELATIVE = 1e-4;

  /** Below this a sum is compared as if it were this large: opposite logits may cancel out. */
  private static final double SMALLEST = 0.01;

  private static final Set<String> SIZES = Set.of("n", "studies");
  private static final Set<String> COUNTS =
      Set.of(
          "true_positives",
          "false_positives",
          "true_negatives",
          "false_negatives",
          "first_right",
          "broken");

  private final List<String> differences = new ArrayList<>();

  private GoldenComparison() {}

  /**
   * Compares a run of this machine with the golden one.
   *
   * @return what differs, a line each; empty where nothing does
   */
  public static List<String> differences(GoldenRun golden, GoldenRun run) {
    GoldenComparison comparison = new GoldenComparison();
    if (golden.arithmetic().equals(run.arithmetic())) {
      comparison.compare(golden.entries(), run.entries(), GoldenComparison::same);
      comparison.compare(golden.sums(), run.sums(), GoldenComparison::near);
    } else {
      comparison.compare(golden.entries(), run.entries(), GoldenComparison::alike);
    }
    return List.copyOf(comparison.differences);
  }

  /** The count of differences, and the first of them. */
  public static String describe(List<String> differences) {
    return differences.stream()
        .limit(LINES)
        .collect(
            Collectors.joining(
                System.lineSeparator(),
                differences.size() + " differences:" + System.lineSeparator(),
                differences.size() > LINES ? System.lineSeparator() + "..." : ""));
  }

  private void compare(
      SortedMap<String, JsonNode> golden,
      SortedMap<String, JsonNode> run,
      BiFunction<Field, Field, Boolean> equal) {
    Set<String> cells = new TreeSet<>(golden.keySet());
    cells.addAll(run.keySet());
    for (String cell : cells) {
      if (!run.containsKey(cell)) {
        differences.add(cell + ": is missing");
      } else if (!golden.containsKey(cell)) {
        differences.add(cell + ": is there and was not expected");
      } else {
        fields(cell, golden.get(cell), run.get(cell), equal);
      }
    }
  }

  private void fields(
      String cell, JsonNode golden, JsonNode run, BiFunction<Field, Field, Boolean> equal) {
    Map<String, String> expected = flat(golden);
    Map<String, String> got = flat(run);
    // What a scorecard tells beyond the recorded one changes no number of it.
    for (String name : expected.keySet()) {
      String left = expected.get(name);
      String right = got.getOrDefault(name, "nothing");
      if (!equal.apply(new Field(name, left), new Field(name, right))) {
        differences.add(cell + ": " + name + ": expected " + left + ", got " + right);
      }
    }
  }

  private static Map<String, String> flat(JsonNode node) {
    Map<String, String> leaves = new TreeMap<>();
    flatten("", node, leaves);
    return leaves;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> leaves) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              field -> flatten(path + "." + field.getKey(), field.getValue(), leaves));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "." + i, node.get(i), leaves);
      }
    } else {
      leaves.put(path.substring(1), node.asText());
    }
  }

  private static boolean same(Field golden, Field run) {
    return golden.equals(run);
  }

  private static boolean near(Field golden, Field run) {
    double bound = RELATIVE * Math.max(SMALLEST, Math.abs(golden.number()));
    return Math.abs(golden.number() - run.number()) <= bound;
  }

  private static boolean alike(Field golden, Field run) {
    if (SIZES.contains(golden.name())) {
      return golden.equals(run);
    }
    return !COUNTS.contains(golden.name()) || Math.abs(golden.number() - run.number()) <= STUDIES;
  }

  /** A number of an entry, as it was printed. */
  private record Field(String name, String text) {
    private double number() {
      return Double.parseDouble(text);
    }
  }
}
