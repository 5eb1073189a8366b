package io.gauntlet.score.gate;

import io.gauntlet.score.Json;

/** The verdict as {@code verdict.json}: the fields of {@link Verdict}, by name. */
public final class VerdictJson {
  private static final String FILE = "verdict.json";

  private VerdictJson() {}

  /** The verdict as indented JSON, the same bytes for the same verdict. */
  public static String write(Verdict verdict) {
    return Json.write(Json.MAPPER.valueToTree(verdict));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is not a verdict, with what is wrong
   */
  public static Verdict read(String json) {
    return Json.record(FILE, Json.read(FILE, json), Verdict.class);
  }
}
