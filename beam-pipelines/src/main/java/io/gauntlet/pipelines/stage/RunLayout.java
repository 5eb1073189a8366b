package io.gauntlet.pipelines.stage;

/**
 * Where the parts of a run's folder are: what one stage writes is what the next one reads.
 *
 * @param folder the run's folder, without a slash at its end
 */
public record RunLayout(String folder) {
  static final String AVRO = ".avro";

  /** The layout under a folder as a user gave it. */
  public static RunLayout of(String folder) {
    return new RunLayout(folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder);
  }

  /** Where the shards of the training part begin. */
  public String train() {
    return folder + "/studies/train";
  }

  /** Where the shards of the test part begin. */
  public String test() {
    return folder + "/studies/test";
  }

  /** Under which each model has its folder. */
  public String models() {
    return folder + "/models";
  }

  /** Where the shards of the outcomes begin. */
  public String outcomes() {
    return folder + "/outcomes/outcomes";
  }

  /** Where the shards of what a stage could not use begin. */
  String quarantine(String stage) {
    return folder + "/quarantine/" + stage;
  }

  /** All shards that begin so. */
  public static String shards(String prefix) {
    return prefix + "-*-of-*" + AVRO;
  }
}
