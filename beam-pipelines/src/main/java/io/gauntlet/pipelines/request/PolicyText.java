package io.gauntlet.pipelines.request;

import io.gauntlet.data.yaml.YamlFault;
import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.GatePolicyYaml;
import io.gauntlet.transforms.io.InputFiles;
import java.io.FileNotFoundException;
import java.io.IOException;

/**
 * A policy of the gate as a user writes it.
 *
 * @param option that names the file, with its dashes
 * @param file YAML
 */
public record PolicyText(String option, String file) {

  /**
   * The policy, read once.
   *
   * @throws UsageException when there is no such file, it cannot be read, or it is not a policy
   */
  public GatePolicy read() {
    try {
      return parse(file, InputFiles.text(file));
    } catch (FileNotFoundException e) {
      throw new UsageException(option + ": there is no file " + file, e);
    } catch (IOException e) {
      throw new UsageException(option + ": " + e.getMessage(), e);
    }
  }

  /**
   * A policy whose text is at hand.
   *
   * @param file for the errors
   * @throws UsageException when it is not a policy
   */
  public static GatePolicy parse(String file, String yaml) {
    if (yaml.isBlank()) {
      throw new UsageException(file + " is empty; gauntlet gate --policy=default prints a policy");
    }
    try {
      return GatePolicyYaml.read(file, yaml);
    } catch (YamlFault e) {
      throw new UsageException(e.getMessage(), e);
    }
  }
}
