package io.gauntlet.score.diff;

import io.gauntlet.score.Json;

/** The difference of two runs as {@code diff.json}: the fields of {@link RunDiff}, by name. */
public final class RunDiffJson {
  /** Name of the file. */
  public static final String FILE = "diff.json";

  private RunDiffJson() {}

  /** The difference as indented JSON, the same bytes for the same difference. */
  public static String write(RunDiff diff) {
    return Json.write(Json.MAPPER.valueToTree(diff));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is none, with what is wrong
   */
  public static RunDiff read(String json) {
    return Json.record(FILE, Json.read(FILE, json), RunDiff.class);
  }
}
