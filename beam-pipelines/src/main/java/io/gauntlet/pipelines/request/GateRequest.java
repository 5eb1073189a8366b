package io.gauntlet.pipelines.request;

import io.gauntlet.score.policy.GatePolicy;
import io.gauntlet.score.policy.GatePolicyYaml;
import io.gauntlet.transforms.io.InputFiles;
import java.io.IOException;
import java.util.Optional;

/**
 * What a night is held against.
 *
 * @param baseline folder of the run before, or one that runs are promoted into; empty where there
 *     is none yet
 * @param policy by which it is decided
 * @param seed of the gate's resampling
 */
public record GateRequest(Optional<String> baseline, GatePolicy policy, long seed) {
  private static final String NONE = "none";
  private static final String STANDARD = "standard";

  /**
   * Reads what a user asked for.
   *
   * @param baseline a folder, or {@value #NONE}
   * @param policyFile a YAML file, or {@value #STANDARD}
   * @throws UsageException when the policy cannot be read
   */
  public static GateRequest of(String baseline, String policyFile, long seed) {
    return new GateRequest(
        Optional.of(baseline).filter(folder -> !folder.equals(NONE)), policy(policyFile), seed);
  }

  private static GatePolicy policy(String file) {
    if (file.equals(STANDARD)) {
      return GatePolicy.standard();
    }
    try {
      return GatePolicyYaml.read(file, InputFiles.text(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException("--policyFile: " + file + ": " + e.getMessage(), e);
    }
  }
}
