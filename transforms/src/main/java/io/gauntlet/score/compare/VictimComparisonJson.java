package io.gauntlet.score.compare;

import io.gauntlet.score.Json;

/**
 * The comparison as {@code compare.json}: the fields of {@link VictimComparison}, by name, as
 * {@code compare.schema.json} has them.
 */
public final class VictimComparisonJson {
  private static final String FILE = "compare.json";

  private VictimComparisonJson() {}

  /** The comparison as indented JSON, the same bytes for the same comparison. */
  public static String write(VictimComparison comparison) {
    return Json.write(Json.MAPPER.valueToTree(comparison));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is not a comparison, with what is wrong
   */
  public static VictimComparison read(String json) {
    return Json.record(FILE, Json.read(FILE, json), VictimComparison.class);
  }
}
