package io.gauntlet.data.yaml;

/** What is wrong with a YAML file as it was written; the message names file, line and remedy. */
public final class YamlFault extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /**
   * Says what is wrong.
   *
   * @param place file and line
   * @param message with the remedy
   */
  public YamlFault(String place, String message) {
    super(place + ": " + message);
  }
}
