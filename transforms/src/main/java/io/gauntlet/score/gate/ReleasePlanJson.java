package io.gauntlet.score.gate;

import io.gauntlet.score.Json;

/** A plan as {@code gate-plan.json}: the fields of {@link ReleasePlan}, by name. */
public final class ReleasePlanJson {
  private static final String FILE = "gate-plan.json";

  private ReleasePlanJson() {}

  /** The plan as indented JSON. */
  public static String write(ReleasePlan plan) {
    return Json.write(Json.MAPPER.valueToTree(plan));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is not a plan, with what is wrong
   */
  public static ReleasePlan read(String json) {
    return Json.record(FILE, Json.read(FILE, json), ReleasePlan.class);
  }
}
